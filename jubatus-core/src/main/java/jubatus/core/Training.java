package jubatus.core;

import java.util.function.Supplier;
import jubatus.core.bytes.ByteString;
import jubatus.core.conversion.Converter;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import jubatus.core.journal.Recorder;

/**
 * Learns one sample after the other: converts its datum without the engine's lock, then updates the model and tells the journal with
 * it. Safe for concurrent use.
 *
 * @param learner the one in use; replaced only with the write lock held
 */
record Training(Converter converter, ModelLock lock, Supplier<Learner> learner, Supplier<Recorder> recorder) {
    void train(ByteString label, Datum datum, Workspace workspace) {
        Recorder told = recorder.get();
        try {
            admit(told, label, datum, workspace);
            convertAndLearn(label, datum, workspace);
        } finally {
            workspace.sample.clear();
            workspace.releaseLarge();
        }
    }

    /** Makes as much of a datum's features as depends on the datum alone. What goes wrong is kept for {@link #trainPrepared}. */
    void prepare(Datum datum, Workspace workspace, Prepared prepared) {
        prepared.begin();
        try {
            converter.beginTraining(datum, workspace.conversion, prepared.features);
            prepared.features.hashNames();
        } catch (RuntimeException | Error e) {
            prepared.failed(e);
        } finally {
            workspace.releaseLarge();
        }
    }

    void trainPrepared(ByteString label, Datum datum, Prepared prepared, Workspace workspace) {
        Recorder told = recorder.get();
        try {
            FeatureVector features = prepared.take();
            admit(told, label, datum, workspace);
            Learner current = learner.get();
            converter.endTraining(current.weights(), workspace.conversion, features);
            features.hashNames();
            if (!learn(label, current, features, workspace.sample)) {
                convertAndLearn(label, datum, workspace);
            }
        } finally {
            workspace.sample.clear();
            workspace.releaseLarge();
            prepared.releaseLarge();
        }
    }

    private static void admit(Recorder told, ByteString label, Datum datum, Workspace workspace) {
        if (told.isOn()) {
            told.admit();
            workspace.sample.prepare(label, datum);
        }
    }

    private void convertAndLearn(ByteString label, Datum datum, Workspace workspace) {
        FeatureVector features = workspace.features;
        Learner current;
        do {
            current = learner.get();
            converter.convertForTraining(datum, current.weights(), workspace.conversion, features);
            features.hashNames();
        } while (!learn(label, current, features, workspace.sample));
    }

    /** False if a model was loaded or cleared meanwhile: it has counts of its own, so the datum is to be converted again. */
    private boolean learn(ByteString label, Learner converted, FeatureVector features, SampleBytes sample) {
        long stamp = lock.writeLock();
        try {
            Learner current = learner.get();
            if (converted.weights() != current.weights()) {
                return false;
            }
            current.classifier().train(label, features);
            recorder.get().sample(sample.bytes(), sample.offset(), sample.length());
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
