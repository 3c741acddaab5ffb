package jubatus.core.plugin;

/** Turns one number into another; for {@code num_filter_types}. */
@FunctionalInterface
public non-sealed interface NumberFilterPlugin extends Plugin {
    double filter(double value);
}
