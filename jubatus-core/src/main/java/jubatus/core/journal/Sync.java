package jubatus.core.journal;

/** When a disk has to have what was acknowledged. Whichever it is, nothing is lost when the process alone ends. */
public enum Sync {
    /** Before it is acknowledged. */
    ALWAYS,
    /** Within a second. */
    INTERVAL,
    /** When the kernel likes. */
    NEVER
}
