package b3.collector.browser;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts that a {@link Browser} may ask: the site's own origin, and further hosts by https. Addresses are matched by hand
 * because {@link URI} rejects some of the addresses that a browser asks for.
 */
final class AllowedHosts {

    private static final Pattern ADDRESS =
            Pattern.compile("(https?://([^/?#@\\\\:]+)(?::\\d+)?)(?:[/?#].*)?", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");

    private final String origin;
    private final String host;
    private final Set<String> further;

    AllowedHosts(URI site, List<String> hosts) {
        if (site.getUserInfo() != null) {
            throw new IllegalArgumentException("url: expected an address without user and password");
        }
        this.host = site.getHost().toLowerCase(Locale.ROOT);
        boolean usual = site.getPort() == ("https".equals(site.getScheme()) ? 443 : 80);
        this.origin = site.getScheme() + "://" + host + (site.getPort() < 0 || usual ? "" : ":" + site.getPort());
        this.further = hosts.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String name : further) {
            if (!HOST.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "hosts: expected names such as cdn.example.org, separated by commas, saw \"" + name + "\"");
            }
        }
    }

    /** Returns whether the browser may ask for this address. */
    boolean includes(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return false;
        }
        return address.group(1).equals(origin)
                || (url.startsWith("https://" + address.group(2)) && further.contains(address.group(2)));
    }

    /** Returns the rules by which Chromium resolves the name of no other host. */
    String resolverRules() {
        return Stream.concat(Stream.of(host), further.stream().sorted())
                .map(name -> ", EXCLUDE " + name)
                .collect(Collectors.joining("", "MAP * ~NOTFOUND", ""));
    }
}
