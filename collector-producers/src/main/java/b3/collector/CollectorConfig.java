package b3.collector;

import b3.collector.due.Source;
import b3.program.KafkaSettings;
import b3.program.Secret;
import b3.program.Setting;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this program; those of one source are in {@link Source}.
 *
 * @param collector {@code B3_COLLECTOR}: name of the one feed to collect; empty for every enabled one
 * @param kafka the broker
 * @param http how we introduce ourselves
 * @param firecrawl the fallback for pages that are refused; off unless it has a key
 * @param run what to do once instead of keeping the schedule
 */
@ConfigurationProperties("b3")
record CollectorConfig(
        @DefaultValue("") String collector,
        @DefaultValue KafkaSettings kafka,
        @DefaultValue Http http,
        @DefaultValue Firecrawl firecrawl,
        @DefaultValue Run run) {

    /**
     * How we introduce ourselves.
     *
     * @param userAgent {@code B3_HTTP_USER_AGENT}: sent with every request; says honestly who asks
     */
    record Http(
            @DefaultValue("Mozilla/5.0 (compatible; b3-streams/1.0)")
            String userAgent) {

        Http {
            Setting.check("b3.http.user-agent", userAgent, !userAgent.isBlank(), "a name");
        }
    }

    /**
     * The fallback for pages that are refused. It is asked for those sources only whose settings say {@code fallback}.
     *
     * @param url {@code B3_FIRECRAWL_URL}: address of the service
     * @param key {@code B3_FIRECRAWL_KEY}: key of our account there; blank: there is no fallback
     * @param keyFile {@code B3_FIRECRAWL_KEY_FILE}: file with the key, wins over {@code key}; blank for none
     */
    record Firecrawl(
            @DefaultValue("https://api.firecrawl.dev") URI url,
            @DefaultValue("") String key,
            @DefaultValue("") String keyFile) {

        Firecrawl {
            boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            Setting.check("b3.firecrawl.url", url, isWeb && url.getHost() != null, "http(s)://host");
        }

        /** The service, if there is a key. */
        Optional<b3.collector.fetch.Firecrawl> service() {
            return Secret.of("b3.firecrawl.key", key, keyFile)
                    .content()
                    .map(secret -> new b3.collector.fetch.Firecrawl(url, secret));
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Firecrawl[url=" + url + ", keyFile=" + keyFile + "]";
        }
    }

    /**
     * What to do once instead of keeping the schedule: a session or a range of days, else what is due.
     *
     * @param once {@code --once}: ask for every session that is due now
     * @param session {@code --session}: ask for this session; null when not wanted
     * @param from {@code --from}: ask for the sessions from this day on; null when not wanted
     * @param to {@code --to}: the last of those days; null when not wanted
     */
    record Run(
            @DefaultValue("false") boolean once,
            @Nullable LocalDate session,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        Run {
            String seen = "session=" + session + ", from=" + from + ", to=" + to;
            boolean oneWish = session == null || from == null;
            Setting.check("b3.run", seen, oneWish, "either session or from and to");
            boolean range = from == null ? to == null : to != null && !from.isAfter(to);
            Setting.check("b3.run", seen, range, "both from and to, from no later than to");
        }

        boolean isWanted() {
            return once || session != null || from != null;
        }
    }
}
