package jubatus.jubaload;

import jubatus.common.cli.Arguments;
import jubatus.common.cli.UsageException;
import jubatus.jubaload.send.Exchange;

/** What the samples are for. */
enum Task {
    TRAIN(Exchange.TRAIN),
    EVALUATE(Exchange.CLASSIFY),
    PROGRESSIVE(Exchange.TEST_THEN_TRAIN),
    /** Nothing is sent; the exchange is none. */
    SUGGEST(null);

    private final Exchange exchange;

    Task(Exchange exchange) {
        this.exchange = exchange;
    }

    static Task of(Arguments arguments) {
        boolean evaluate = arguments.flag("evaluate");
        boolean progressive = arguments.flag("progressive");
        boolean suggest = arguments.flag("suggest-config");
        if ((evaluate ? 1 : 0) + (progressive ? 1 : 0) + (suggest ? 1 : 0) > 1) {
            throw new UsageException("--evaluate, --progressive and --suggest-config exclude each other");
        }
        return evaluate ? EVALUATE : progressive ? PROGRESSIVE : suggest ? SUGGEST : TRAIN;
    }

    Exchange exchange() {
        return exchange;
    }

    boolean learns() {
        return this == TRAIN || this == PROGRESSIVE;
    }

    boolean compares() {
        return this == EVALUATE || this == PROGRESSIVE;
    }
}
