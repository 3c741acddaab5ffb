package jubatus.examples.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import jubatus.core.JubatusException;

/**
 * A learning method with the parameter that it is tried with, and what one pass of an independent implementation with the same
 * parameter reached on the two data sets, in per cent.
 */
enum Method {
    PERCEPTRON("perceptron", "{}", 75.0, 97.3),
    PA("PA", "{}", 77.9, 98.3),
    PA1("PA1", Method.WEIGHT_1, 77.9, 98.3),
    PA2("PA2", Method.WEIGHT_1),
    CW("CW", Method.WEIGHT_1),
    AROW("AROW", Method.WEIGHT_1, 81.6, 98.5),
    NHERD("NHERD", Method.WEIGHT_1),
    NN(
            "NN",
            "{\"method\": \"euclid_lsh\", \"parameter\": {\"hash_num\": 128},"
                    + " \"nearest_neighbor_num\": 5, \"local_sensitivity\": 1.0}");

    private static final String WEIGHT_1 = "{\"regularization_weight\": 1.0}";

    private final String configName;
    private final String parameter;
    private final OptionalDouble onFashion;
    private final OptionalDouble onSpam;

    Method(String configName, String parameter) {
        this.configName = configName;
        this.parameter = parameter;
        this.onFashion = OptionalDouble.empty();
        this.onSpam = OptionalDouble.empty();
    }

    Method(String configName, String parameter, double onFashion, double onSpam) {
        this.configName = configName;
        this.parameter = parameter;
        this.onFashion = OptionalDouble.of(onFashion);
        this.onSpam = OptionalDouble.of(onSpam);
    }

    /**
     * The methods of a list such as {@code AROW,PA}; case does not matter.
     *
     * @throws JubatusException if one is none of these
     */
    static List<Method> listOf(String names) {
        return Arrays.stream(names.split(",", -1)).map(Method::named).toList();
    }

    private static Method named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.configName.equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new JubatusException(
                        JubatusException.Code.FAILED,
                        "\"" + name + "\" is not a method; one of "
                                + Arrays.stream(values())
                                        .map(Method::configName)
                                        .collect(Collectors.joining(", "))));
    }

    String configName() {
        return configName;
    }

    String parameter() {
        return parameter;
    }

    OptionalDouble expected(DataSet data) {
        return data.name().equals(FashionMnist.NAME) ? onFashion : onSpam;
    }
}
