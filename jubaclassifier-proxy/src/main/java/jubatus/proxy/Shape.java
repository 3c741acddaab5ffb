package jubatus.proxy;

import jubatus.core.msgpack.MessageReader;

/** The types of the parameters of a method, as far as they follow the cluster's name (03 §1.3). */
enum Shape {
    NOTHING(1) {
        @Override
        void check(MessageReader in) {
            // The name is all.
        }
    },
    TEXT(2) {
        @Override
        void check(MessageReader in) {
            in.readRaw();
        }
    },
    DATA(2) {
        @Override
        void check(MessageReader in) {
            for (int left = in.readArray(); left > 0; left--) {
                checkDatum(in);
            }
        }
    },
    LABELED_DATA(2) {
        @Override
        void check(MessageReader in) {
            for (int left = in.readArray(); left > 0; left--) {
                checkLabeledDatum(in);
            }
        }
    };

    private final int params;

    Shape(int params) {
        this.params = params;
    }

    /** How many parameters there must be, the name included. */
    int params() {
        return params;
    }

    /** Passes over the parameters, or throws a BAD_ARGUMENT if they have other types. */
    abstract void check(MessageReader in);

    private static void checkLabeledDatum(MessageReader in) {
        int members = in.readArray();
        if (members > 0) {
            in.readRaw();
        }
        if (members > 1) {
            checkDatum(in);
        }
        skip(in, members - 2);
    }

    /** A datum lacks members or has surplus ones without harm, but its pairs are pairs. */
    private static void checkDatum(MessageReader in) {
        int members = in.readArray();
        if (members > 0) {
            checkTexts(in);
        }
        if (members > 1) {
            checkNumbers(in);
        }
        if (members > 2) {
            checkTexts(in);
        }
        skip(in, members - 3);
    }

    private static void checkTexts(MessageReader in) {
        for (int left = in.readArray(); left > 0; left--) {
            in.readArrayOf(2);
            in.readRaw();
            in.readRaw();
        }
    }

    private static void checkNumbers(MessageReader in) {
        for (int left = in.readArray(); left > 0; left--) {
            in.readArrayOf(2);
            in.readRaw();
            in.readDouble();
        }
    }

    private static void skip(MessageReader in, int values) {
        for (int left = values; left > 0; left--) {
            in.skip();
        }
    }
}
