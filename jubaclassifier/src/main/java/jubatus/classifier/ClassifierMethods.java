package jubatus.classifier;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import jubatus.common.process.LogThrottle;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.Prepared;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Scores;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods that teach and ask the classifier (03 §3.2). They run on the event loops, several at a time, but for those whose cost
 * grows with the model.
 *
 * <p>The first parameter, the cluster's name, must be there and be a string; its value does not matter.
 */
final class ClassifierMethods {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifierMethods.class);

    private final Engine engine;
    private final UpdateCounter updates;
    private final Helpers helpers;
    private final String clusterName;
    private final NonFiniteScores nonFiniteScores = new NonFiniteScores(new LogThrottle());

    ClassifierMethods(Engine engine, UpdateCounter updates, Helpers helpers, String clusterName) {
        this.engine = engine;
        this.updates = updates;
        this.helpers = helpers;
        this.clusterName = clusterName;
    }

    void register(RpcServer server) {
        Durability durability = updates.durability();
        if (durability.isSlow()) {
            server.deferredMethod("train", this::trainAndAnswerLater);
        } else {
            server.method("train", this::train);
        }
        server.method("classify", engine::isCostly, this::classify)
                .method("get_labels", this::getLabels)
                .method("set_label", durability::isSlow, this::setLabel)
                .blockingMethod("delete_label", this::deleteLabel)
                .blockingMethod("clear", this::clear)
                .method("get_config", this::getConfig);
    }

    /** If a datum cannot be learned, those before it stay learned and the call fails. */
    void train(MessageReader params, MessageWriter result) {
        int count = learn(params);
        updates.durability().settle();
        result.integer(count);
    }

    private void trainAndAnswerLater(MessageReader params, Answer answer) {
        int count = learn(params);
        updates.durability().whenSettled(() -> answer.result(out -> out.integer(count)), answer::fail);
    }

    private int learn(MessageReader params) {
        open(params, 2);
        try (Batch batch = Batch.current()) {
            int count = batch.open(params, true);
            updates.updated();
            try {
                for (int ready = batch.ready(); ready > 0; ready = batch.next()) {
                    if (helpers.suit(batch.valueLength())) {
                        learnWithHelp(batch, ready);
                    } else {
                        learnAlone(batch, ready);
                    }
                }
            } finally {
                updates.done();
            }
            return count;
        }
    }

    private void learnAlone(Batch batch, int ready) {
        for (int i = 0; i < ready; i++) {
            batch.showBytes(i);
            engine.train(batch.label(i), batch.datum(i), batch.workspace);
        }
    }

    private void learnWithHelp(Batch batch, int ready) {
        Ahead ahead = batch.ahead;
        helpers.enter();
        try {
            ahead.begin(engine, helpers);
            for (int i = 0; i < ready; i++) {
                Prepared prepared = ahead.take(i);
                batch.showBytes(i);
                engine.trainPrepared(batch.label(i), batch.datum(i), prepared, batch.workspace);
                ahead.learned(i);
            }
        } finally {
            ahead.end();
            helpers.leave();
        }
    }

    void classify(MessageReader params, MessageWriter result) {
        open(params, 2);
        try (Batch batch = Batch.current()) {
            result.array(batch.open(params, false));
            for (int ready = batch.ready(); ready > 0; ready = batch.next()) {
                for (int i = 0; i < ready; i++) {
                    write(engine.classify(batch.datum(i), batch.workspace), result);
                }
            }
        }
    }

    void getLabels(MessageReader params, MessageWriter result) {
        open(params, 1);
        SortedMap<ByteString, Long> labels = engine.labels();
        result.map(labels.size());
        for (Map.Entry<ByteString, Long> label : labels.entrySet()) {
            result.raw(label.getKey());
            result.unsigned(label.getValue());
        }
    }

    void setLabel(MessageReader params, MessageWriter result) {
        open(params, 2);
        ByteString label = params.readByteString();
        result.bool(update(() -> engine.setLabel(label)));
    }

    void deleteLabel(MessageReader params, MessageWriter result) {
        open(params, 2);
        ByteString label = params.readByteString();
        result.bool(update(() -> engine.deleteLabel(label)));
    }

    void clear(MessageReader params, MessageWriter result) {
        open(params, 1);
        update(() -> {
            engine.clear();
            return true;
        });
        LOG.info("model cleared: {}", clusterName);
        result.bool(true);
    }

    void getConfig(MessageReader params, MessageWriter result) {
        open(params, 1);
        result.raw(engine.configText());
    }

    private boolean update(BooleanSupplier action) {
        boolean result;
        updates.updated();
        try {
            result = action.getAsBoolean();
        } finally {
            updates.done();
        }
        updates.durability().settle();
        return result;
    }

    private void write(Scores scores, MessageWriter result) {
        result.array(scores.size());
        for (int i = 0; i < scores.size(); i++) {
            double score = scores.score(i);
            if (!Double.isFinite(score)) {
                nonFiniteScores.report(scores.label(i), score);
            }
            result.array(2);
            result.raw(scores.label(i));
            result.float64(score);
        }
    }

    /** Opens the parameters and passes over the cluster's name. */
    static void open(MessageReader params, int atLeast) {
        RpcParams.open(params, atLeast);
        params.readRaw();
    }
}
