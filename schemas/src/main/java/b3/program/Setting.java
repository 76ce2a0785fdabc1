package b3.program;

/** The check of one setting, so that every program refuses a wrong one in the same words. */
public final class Setting {

    private Setting() {}

    /**
     * Refuses a setting that does not hold.
     *
     * @param name of the property, such as {@code b3.kafka.replication}
     * @param value what was given; never a secret, since the message shows it
     * @param holds whether the value is allowed
     * @param expected what is allowed, in words that go on after "expected"
     * @throws IllegalArgumentException if it does not hold: {@code b3.kafka.replication: expected 1 or more, saw "0"}
     */
    public static void check(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": expected " + expected + ", saw \"" + value + "\"");
        }
    }
}
