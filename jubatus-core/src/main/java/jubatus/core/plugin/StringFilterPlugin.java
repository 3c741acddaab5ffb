package jubatus.core.plugin;

/** Turns one text into another; for {@code string_filter_types}. */
@FunctionalInterface
public non-sealed interface StringFilterPlugin extends Plugin {
    /** The filtered text; {@code text} belongs to the plug-in. */
    byte[] filter(byte[] text);
}
