package b3.collector.gammalevels;

import b3.program.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the vendor's site: nothing but what the settings {@code b3.collectors.gamma-levels-site.*} say. Their
 * defaults describe the documented example, which the demo exchange serves.
 *
 * @param loginPath where the login form is, if the levels page does not show it itself
 * @param pages paths of the pages with levels, <code>{session}</code> standing for the ISO date; at least one
 * @param selectors where things are on the pages
 * @param hosts further hosts that the pages need, by https
 * @param decimal the decimal separator of the site's figures, a comma or a point; empty when it is not known: then figures
 *     that could be read in two ways are refused
 * @param user of our account
 * @param userFile file with the user, wins over {@code user} unless it is empty; blank for none
 * @param password of our account
 * @param passwordFile file with the password, wins over {@code password} unless it is empty; blank for none
 * @param screenshots folder for pictures of pages that could not be taken; blank for none
 */
public record GammaSite(
        String loginPath,
        List<String> pages,
        Selectors selectors,
        List<String> hosts,
        String decimal,
        String user,
        String userFile,
        String password,
        String passwordFile,
        String screenshots) {

    private static final String PREFIX = "b3.collectors.gamma-levels-site.";

    /**
     * Where things are on the pages.
     *
     * @param user field of the login form
     * @param password field of the login form; its being visible is what makes a page the login form
     * @param submit button of the login form
     * @param loggedIn what is visible after login only
     * @param refused what says that a login was refused; blank when the form just comes back
     * @param levels the element with the levels: it is what is published
     */
    public record Selectors(
            String user, String password, String submit, String loggedIn, String refused, String levels) {

        public Selectors {
            List.of(user, password, submit, loggedIn, levels).forEach(selector -> {
                if (selector.isBlank()) {
                    throw new IllegalArgumentException(
                            "selectors: expected user, password, submit, logged-in and levels,"
                                    + " saw one that is blank");
                }
            });
        }
    }

    /** Our account, without showing the password. */
    record Account(String user, String password) {

        @Override
        public String toString() {
            return "Account[]";
        }
    }

    public GammaSite {
        pages = List.copyOf(pages);
        hosts = List.copyOf(hosts);
        if (pages.isEmpty() || !pages.stream().allMatch(path -> path.startsWith("/")) || !loginPath.startsWith("/")) {
            throw new IllegalArgumentException(
                    "login-path, pages: expected paths such as /login, saw \"" + loginPath + "\", " + pages);
        }
        if (!decimal.isEmpty() && !decimal.equals(",") && !decimal.equals(".")) {
            throw new IllegalArgumentException(
                    "decimal: expected a comma, a point or nothing, saw \"" + decimal + "\"");
        }
    }

    /** Our account as it stands at this moment: a file may be written anew while the program runs. */
    Optional<Account> account() {
        try {
            return name().flatMap(name -> word().map(word -> new Account(name, word)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Which settings the account lacks, or which file cannot be read. */
    String missing() {
        boolean noUser;
        boolean noPassword;
        try {
            noUser = name().isEmpty();
            noPassword = word().isEmpty();
        } catch (IllegalArgumentException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
        String which = noUser && noPassword ? "user and password" : noUser ? "user" : "password";
        return "no " + which + ": " + PREFIX + which.replace(" and ", ", " + PREFIX) + ", or files named by …-file";
    }

    private Optional<String> name() {
        return Secret.of(PREFIX + "user", user, userFile).content();
    }

    private Optional<String> word() {
        return Secret.of(PREFIX + "password", password, passwordFile).content();
    }

    /** Without the account. */
    @Override
    public String toString() {
        return "GammaSite[loginPath=" + loginPath + ", pages=" + pages + ", selectors=" + selectors + "]";
    }
}
