package jubatus.core;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Classifier;
import jubatus.core.classifier.Classifiers;
import jubatus.core.classifier.Scores;
import jubatus.core.classifier.Snapshot;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.EngineConfig;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.Problems;
import jubatus.core.conversion.Converter;
import jubatus.core.conversion.WeightManager;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import jubatus.core.journal.RecordKind;
import jubatus.core.journal.Recorder;
import jubatus.core.mix.Learned;
import jubatus.core.mix.MixableModel;
import jubatus.core.mix.Mixing;
import jubatus.core.mix.Origin;
import jubatus.core.mix.Saved;
import jubatus.core.mix.Tail;
import jubatus.core.model.ModelFile;
import jubatus.core.model.ModelReader;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;

/**
 * The one object a server talks to: converts data, learns, classifies, saves and loads.
 *
 * <p>Safe for concurrent use. Converting a datum takes no lock here (the weight manager has its own). {@link #lock} guards the
 * classifier: one writer (train, set_label, …) or many readers (classify, labels); each holds it for one datum or one call, and
 * never while anything is read from or written to a disk. A model that is loaded is read into new objects and takes the place of the
 * old ones in an instant, so a load that fails changes nothing.
 *
 * <p>In {@link Mode#DISTRIBUTED} what peers ask goes through {@link #mix}. The {@link Mixing} has a lock of its own for what takes longer,
 * and takes this one in {@link LockTurns turns} of some milliseconds within it. {@link #clear}, {@link #load}, {@link #deleteLabel} and
 * {@link #save} wait there for a mix that is under way, seconds for a large model; nothing else does.
 */
public final class Engine {
    /** The type that model files and ZooKeeper paths name. */
    public static final ByteString TYPE = ByteString.utf8("classifier");

    private final EngineConfig config;
    private final Converter converter;
    private final ModelLock lock = new ModelLock();
    /** Replaced only with the write lock held; read without it where a stale value is noticed later. */
    private volatile Learner learner;

    private final Training training;
    /** How the learning is mixed with that of others. */
    private final Optional<Mixing> mixing;
    /** Is told of each change while the lock is held under which it happens. */
    private volatile Recorder recorder = Recorder.NONE;
    /** Held from the time at which something is kept until a record names it, and while a journal begins a segment. */
    private final ReentrantLock loading = new ReentrantLock();

    /** Above this share of the memory, increments kept for members that are away let those be forgotten. */
    private static final long INCREMENT_ROOM = Runtime.getRuntime().maxMemory() / 8;

    /** Whether the engine learns alone or its learning is mixed with that of other servers. */
    public enum Mode {
        STANDALONE,
        DISTRIBUTED
    }

    private Engine(EngineConfig config, Mode mode, Converter converter) {
        this.config = config;
        this.converter = converter;
        this.training = new Training(converter, lock, () -> learner, () -> recorder);
        if (mode == Mode.STANDALONE) {
            this.mixing = Optional.empty();
            this.learner = new Learner(Classifiers.of(config.learner()), converter.newWeightManager());
        } else {
            var model = new MixableModel(Classifiers.mixable(config.learner()), converter.newWeightManager());
            this.learner = Learner.of(model);
            var turns = new LockTurns(lock, this::followMixing);
            this.mixing = Optional.of(new Mixing(Origin.random(), model, INCREMENT_ROOM, turns));
        }
    }

    /**
     * Builds an engine that knows nothing.
     *
     * @throws jubatus.core.config.ConfigException with every problem of the configuration
     * @throws jubatus.core.config.JsonSyntaxException if it is not JSON
     */
    public static Engine create(byte[] configText, Mode mode, Plugins plugins) {
        var problems = new Problems();
        var built = new Converter[1];
        EngineConfig config = ConfigReader.read(
                configText, problems, converter -> built[0] = Converter.build(converter, plugins, problems));
        if (config != null) {
            Classifiers.check(config.learner(), problems);
        }
        problems.throwIfAny();
        return new Engine(config, mode, built[0]);
    }

    /**
     * Builds an engine from a model file: with the configuration in it and what it knows.
     *
     * @throws JubatusException as {@link #create} and {@link #load} do
     */
    public static Engine open(Path modelFile, Mode mode, Plugins plugins) {
        try (ModelReader reader = ModelFile.open(modelFile)) {
            Engine engine = create(reader.system().config().toBytes(), mode, plugins);
            engine.read(reader, Mixing::start);
            return engine;
        }
    }

    /** What the configuration says about learning. */
    LearnerConfig learnerConfig() {
        return config.learner();
    }

    /** The configuration as it was given. */
    public ByteString configText() {
        return config.text();
    }

    /** Learns one sample. */
    public void train(ByteString label, Datum datum, Workspace workspace) {
        training.train(label, datum, workspace);
    }

    /**
     * Does what can be done of learning a datum before those in front of it are learned: all that depends on it alone, which changes
     * nothing here. What goes wrong is thrown by {@link #trainPrepared}, when its turn has come.
     */
    public void prepare(Datum datum, Workspace workspace, Prepared prepared) {
        training.prepare(datum, workspace, prepared);
    }

    /** Learns a sample whose datum was prepared, with the same result as {@link #train}. */
    public void trainPrepared(ByteString label, Datum datum, Prepared prepared, Workspace workspace) {
        training.trainPrepared(label, datum, prepared, workspace);
    }

    /** The features of a datum as {@link #classify} sees them, in the order in which scores are added up; a name may repeat. */
    public List<Feature> features(Datum datum, Workspace workspace) {
        FeatureVector vector = workspace.features;
        converter.convertForClassification(datum, learner.weights(), workspace.conversion, vector);
        var features = new ArrayList<Feature>();
        for (int i = 0; i < vector.size(); i++) {
            features.add(new Feature(vector.name(i), vector.value(i)));
        }
        workspace.releaseLarge();
        return features;
    }

    /** Scores a datum against every label; the answer is valid until the workspace is used again. */
    public Scores classify(Datum datum, Workspace workspace) {
        try {
            score(datum, workspace);
        } finally {
            workspace.releaseLarge();
        }
        return workspace.scores;
    }

    private void score(Datum datum, Workspace workspace) {
        Learner current = learner;
        converter.convertForClassification(datum, current.weights(), workspace.conversion, workspace.features);
        workspace.features.hashNames();
        long stamp = lock.readLock();
        try {
            current.classifier().classify(workspace.features, workspace.scores);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Labels and how many samples each was trained with (unsigned), sorted by bytes. */
    public SortedMap<ByteString, Long> labels() {
        long stamp = lock.readLock();
        try {
            return learner.classifier().labels();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Makes a label known; false if it was. */
    public boolean setLabel(ByteString label) {
        recorder.admit();
        byte[] message = label.toBytes();
        long stamp = lock.writeLock();
        try {
            boolean added = learner.classifier().setLabel(label);
            recorder.record(RecordKind.SET_LABEL, message);
            return added;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Forgets a label and what was learned for it; false if the learner did not know it in every respect (02 §4.4, §6). */
    public boolean deleteLabel(ByteString label) {
        recorder.admit();
        if (mixing.isPresent()) {
            return mixing.get().deleteLabel(label);
        }
        byte[] message = label.toBytes();
        long stamp = lock.writeLock();
        try {
            recorder.record(RecordKind.DELETE_LABEL, message);
            return learner.classifier().deleteLabel(label);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Forgets everything that was learned. */
    public void clear() {
        recorder.admit();
        if (mixing.isPresent()) {
            mixing.get().clear();
            return;
        }
        long stamp = lock.writeLock();
        try {
            learner.classifier().clear();
            learner = new Learner(learner.classifier(), learner.weights().cleared());
            recorder.record(RecordKind.CLEAR);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Waits until what was changed before is as safe as what is acknowledged has to be; at once if no journal is kept.
     *
     * @throws JubatusException if the journal cannot be written; the change stays, and is written later if that becomes possible
     */
    public void settle() {
        recorder.settle();
    }

    /** Whether a classify costs so much that it should not run where others wait for it. */
    public boolean isCostly() {
        return learner.classifier().isCostly();
    }

    /** The entries that the engine has for get_status. */
    public SortedMap<String, String> status() {
        var entries = new TreeMap<String, String>();
        Learner current;
        long stamp = lock.readLock();
        try {
            current = learner;
            current.classifier().status(entries::put);
        } finally {
            lock.unlockRead(stamp);
        }
        current.weights().status(entries::put);
        return entries;
    }

    /**
     * Writes a model file, atomically and to the disk; answers how long the disk took at the end for what was written.
     *
     * @throws JubatusException BAD_MODEL with the original's texts; then an old file of that name is as it was
     */
    public Duration save(Path target, ByteString id) {
        var system = ModelFile.SystemData.of(Instant.now().getEpochSecond(), TYPE, id, config.text());
        if (mixing.isPresent()) {
            return saveMixable(target, system);
        }
        Learner current;
        Snapshot classifier;
        long stamp = lock.writeLock();
        try {
            current = learner;
            classifier = current.classifier().snapshot();
        } finally {
            lock.unlockWrite(stamp);
        }
        try {
            Consumer<MessageWriter> weights = current.weights().snapshot();
            return ModelFile.write(
                    target,
                    system,
                    out -> {
                        out.array(2);
                        classifier.write(out);
                        weights.accept(out);
                    },
                    null);
        } finally {
            closeSnapshot(classifier);
        }
    }

    private Duration saveMixable(Path target, ModelFile.SystemData system) {
        Mixing.SavedImage image = mixing.orElseThrow().save();
        try {
            return ModelFile.write(target, system, image.model()::write, out -> Tail.write(image.saved(), out));
        } finally {
            closeSnapshot(image.model());
        }
    }

    /** What masters and peers ask of an engine in {@link Mode#DISTRIBUTED}. */
    public EngineMix mix() {
        if (mixing.isEmpty()) {
            throw new IllegalStateException("the engine is standalone; only a distributed one mixes");
        }
        return new EngineMix(this, mixing.get());
    }

    /** The mixing may have replaced the model; with the write lock held. */
    private void followMixing() {
        MixableModel model = mixing.orElseThrow().model();
        if (model.classifier() != learner.classifier() || model.weights() != learner.weights()) {
            learner = Learner.of(model);
        }
    }

    /** A model that knows nothing, to be read into and to take the place of the one in use. */
    MixableModel newMixableModel() {
        return new MixableModel(
                successorOfLearner(Classifiers.mixable(config.learner())), converter.newWeightManager());
    }

    /**
     * Replaces the model by that of a file that was saved under an equal configuration.
     *
     * @throws JubatusException BAD_MODEL with the original's texts; then the model is as it was
     */
    public void load(Path source) {
        if (!recorder.isOn()) {
            load(source, Recorder.NOTHING);
            return;
        }
        recorder.admit();
        loading.lock();
        try {
            Recorder.Kept kept = recorder.keep(source);
            load(kept.copy(), kept.payload().toBytes());
        } finally {
            loading.unlock();
        }
    }

    /** @param message what is recorded of it */
    void load(Path source, byte[] message) {
        try (ModelReader reader = ModelFile.open(source)) {
            read(reader, new Taking() {
                @Override
                public void take(Mixing mixed, Saved saved, MixableModel model, Learned unmixed) {
                    mixed.load(saved, model, unmixed, message);
                }

                @Override
                public void taken() {
                    recorder.record(RecordKind.LOAD, message);
                }
            });
        }
    }

    /**
     * Replaces the model by that of a file as {@link #load} does, before the engine is used by anybody: in a cluster the model counts as
     * what it was when it was saved, so that members who know more do not follow it.
     *
     * @param id under which the file must have been saved
     * @throws JubatusException as {@link #load}, or if the file was saved under another id
     */
    public void loadAtStart(Path source, ByteString id) {
        try (ModelReader reader = ModelFile.open(source)) {
            ByteString actual = reader.system().id();
            if (!actual.equals(id)) {
                throw new JubatusException(
                        JubatusException.Code.BAD_MODEL, "it was saved as " + actual + ", not as " + id);
            }
            read(reader, Mixing::start);
        }
    }

    private void read(ModelReader reader, Taking taking) {
        reader.requireVersionAndType(TYPE);
        reader.requireConfig(config);
        if (mixing.isPresent()) {
            readMixable(reader, taking);
            return;
        }
        Learner loaded = reader.readModel(this::readLearner);
        long stamp = lock.writeLock();
        try {
            loaded.classifier().continueKeys(learner.classifier());
            learner = loaded;
            taking.taken();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void readMixable(ModelReader reader, Taking taking) {
        MixableModel loaded = newMixableModel();
        Learned unmixed = reader.readModel(loaded::readMixed);
        Saved saved = reader.readTail(Tail::readSaved)
                .orElseGet(() -> Saved.withoutTail(loaded.generation(), reader.digestOfModel()));
        taking.take(mixing.orElseThrow(), saved, loaded, unmixed);
    }

    private Learner readLearner(MessageReader in) {
        Classifier classifier = successorOfLearner(Classifiers.of(config.learner()));
        var loaded = new Learner(classifier, converter.newWeightManager());
        in.readArrayOf(2);
        loaded.classifier().read(in);
        loaded.weights().read(in);
        return loaded;
    }

    private <C extends Classifier> C successorOfLearner(C classifier) {
        long stamp = lock.readLock();
        try {
            classifier.succeed(learner.classifier());
        } finally {
            lock.unlockRead(stamp);
        }
        return classifier;
    }

    Recorder recorder() {
        return recorder;
    }

    /** From now on changes are told to a journal; to be called before {@link #mix}, and before anybody else uses the engine. */
    void recordWith(Recorder journal) {
        recorder = journal;
        mixing.ifPresent(mixed -> mixed.journal().recordWith(journal));
    }

    Optional<Mixing> mixing() {
        return mixing;
    }

    EngineConfig config() {
        return config;
    }

    /** Held from the time at which something is kept until a record names it, see {@link Recorder#keep}. */
    ReentrantLock loading() {
        return loading;
    }

    /** Acts on what a standalone server has learned, with the write lock held. */
    <T> T writing(BiFunction<Classifier, WeightManager, T> action) {
        long stamp = lock.writeLock();
        try {
            return action.apply(learner.classifier(), learner.weights());
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Makes the keys of further rows from a seed. */
    void seedKeys(long seed) {
        writing((classifier, weights) -> {
            classifier.seedKeys(seed);
            return null;
        });
    }

    /** As {@link #seedKeys}, recorded, with the write lock held. */
    void recordSeed(long seed) {
        learner.classifier().seedKeys(seed);
        recorder.record(RecordKind.SEEDED, MixRecords.ofNumber(seed));
    }

    /** Begins with what a standalone server wrote, before anybody else uses the engine. */
    void begin(MessageReader in) {
        learner = readLearner(in);
    }

    void closeSnapshot(Snapshot snapshot) {
        long stamp = lock.writeLock();
        try {
            snapshot.close();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
