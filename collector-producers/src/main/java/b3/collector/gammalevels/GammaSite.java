package b3.collector.gammalevels;

import b3.program.Secret;
import java.util.List;
import java.util.Optional;

/**
 * The vendor's site as the settings {@code b3.collectors.gamma-levels-site.*} describe it; nothing else is known of it. Their
 * defaults describe the documented example, which the demo exchange serves.
 *
 * @param loginPath the path of the login form, for a site whose levels page does not show the form itself
 * @param pages the paths of the pages with levels, in which <code>{session}</code> stands for the ISO date; at least one
 * @param selectors how the elements of the pages are found
 * @param hosts further hosts that the pages need; they are asked by https
 * @param decimal the decimal separator of the site's figures, a comma or a point; empty when it is not known: then figures
 *     that could be read in two ways are refused
 * @param user the user of our account
 * @param userFile the file with the user, which wins over {@code user} unless it is empty; blank for none
 * @param password the password of our account
 * @param passwordFile the file with the password, which wins over {@code password} unless it is empty; blank for none
 * @param screenshots the folder for pictures of pages that could not be read; blank for none
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
     * How the elements of the pages are found.
     *
     * @param user the field for the user in the login form
     * @param password the field for the password in the login form; a page that shows it is taken for the login form
     * @param submit the button of the login form
     * @param loggedIn an element that is visible only after the login
     * @param refused the element that tells that a login was refused; blank for a site that shows the form again
     * @param levels the element with the levels, which is what is published
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

    /** Our account. Its text shows neither user nor password. */
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

    /** Returns our account as it is at this moment, because its files may change while the program runs. */
    Optional<Account> account() {
        try {
            return name().flatMap(name -> word().map(word -> new Account(name, word)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns which settings the account lacks, or which file cannot be read. */
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

    /** Returns the settings without the account. */
    @Override
    public String toString() {
        return "GammaSite[loginPath=" + loginPath + ", pages=" + pages + ", selectors=" + selectors + "]";
    }
}
