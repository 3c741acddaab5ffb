package jubatus.core.conversion;

import jubatus.core.config.ConverterConfig;
import jubatus.core.config.Problems;
import jubatus.core.plugin.BinaryFeaturePlugin;
import jubatus.core.plugin.Plugins;

/** All types that the rules of one configuration can name. */
record ConverterTypes(
        TypeTable<StringFilter> stringFilters,
        TypeTable<NumberFilter> numberFilters,
        TypeTable<Splitter> splitters,
        TypeTable<NumberFeature> numberFeatures,
        TypeTable<BinaryFeaturePlugin> binaryFeatures,
        TypeTable<Combination.Kind> combinations) {

    /** Builds the six {@code *_types} objects, in the original's order. */
    static ConverterTypes build(ConverterConfig config, Plugins plugins, Problems problems) {
        var builder = new TypeBuilder(plugins);
        return new ConverterTypes(
                new TypeTable<StringFilter>("string_filter_rules", problems)
                        .addAll("string_filter_types", config.stringFilterTypes(), builder::stringFilter),
                new TypeTable<NumberFilter>("num_filter_rules", problems)
                        .addAll("num_filter_types", config.numFilterTypes(), builder::numberFilter),
                new TypeTable<Splitter>("string_rules", problems)
                        .predefine("str", new Splitter.Whole())
                        .predefine("space", new Splitter.Space())
                        .addAll("string_types", config.stringTypes(), builder::splitter),
                new TypeTable<NumberFeature>("num_rules", problems)
                        .predefine("num", NumberFeature.BuiltIn.ITSELF)
                        .predefine("log", NumberFeature.BuiltIn.LOGARITHM)
                        .predefine("str", NumberFeature.BuiltIn.TEXT)
                        .addAll("num_types", config.numTypes(), builder::numberFeature),
                new TypeTable<BinaryFeaturePlugin>("binary_rules", problems)
                        .addAll("binary_types", config.binaryTypes(), builder::binaryFeature),
                new TypeTable<Combination.Kind>("combination_rules", problems)
                        .predefine("add", Combination.BuiltIn.ADD)
                        .predefine("mul", Combination.BuiltIn.MUL)
                        .addAll("combination_types", config.combinationTypes(), builder::combination));
    }
}
