package jubatus.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.NearestNeighbor;

/** Reads the {@code parameter} block of NN, which has a method and a parameter of its own (02 §7.2, §6.2). */
final class NearestNeighborReader {
    static final String[] KEYS = {
        "method",
        "parameter",
        "nearest_neighbor_num",
        "local_sensitivity",
        UnlearnerReader.NAME,
        UnlearnerReader.PARAMETER
    };

    private static final String HASHES = "one of lsh, euclid_lsh, minhash";

    private static final Map<String, Hash> HASH_OF =
            Map.of("lsh", Hash.LSH, "euclid_lsh", Hash.EUCLID_LSH, "minhash", Hash.MINHASH);

    private record Signature(Hash hash, int hashNum, int threads) {
        static final Signature STAND_IN = new Signature(Hash.LSH, 1, 1);
    }

    private NearestNeighborReader() {}

    /** The learner; of no meaning if a problem was added. */
    static NearestNeighbor read(Block block) {
        Optional<ByteString> method = block.required("method", HASHES)
                .flatMap(value -> Block.string(value, block.path("method"), block.problems()));
        Optional<JsonValue> parameter = block.required("parameter");
        int neighbors = block.int32("nearest_neighbor_num");
        float sensitivity = LearnerReader.localSensitivity(block);
        Optional<UnlearnerConfig> unlearner = UnlearnerReader.read(block);
        Signature signature = method.flatMap(name -> hash(block, name))
                .flatMap(hash -> parameter.flatMap(value -> signature(block, hash, value)))
                .orElse(Signature.STAND_IN);
        return new NearestNeighbor(
                signature.hash, signature.hashNum, neighbors, sensitivity, signature.threads, unlearner);
    }

    private static Optional<Hash> hash(Block block, ByteString method) {
        Hash hash = HASH_OF.get(method.toString());
        if (hash == null) {
            block.problems().add(block.path("method"), "unsupported method (" + method + ")", HASHES);
        }
        return Optional.ofNullable(hash);
    }

    private static Optional<Signature> signature(Block outer, Hash hash, JsonValue parameter) {
        String path = outer.path("parameter");
        Optional<Block> block = hash == Hash.MINHASH
                ? Block.of(parameter, path, outer.problems(), "hash_num", "threads")
                : Block.of(parameter, path, outer.problems(), "hash_num", "threads", "cache_size");
        return block.map(found -> {
            checkCacheSize(found);
            return new Signature(hash, hashNum(found), threads(found));
        });
    }

    private static int hashNum(Block block) {
        int hashNum = block.int32("hash_num");
        if (hashNum < 1) {
            block.reportValue("hash_num", "invalid parameter (expected: 1 <= hash_num)", "an integer of 1 or more");
        }
        return hashNum;
    }

    /** A cache of the original that never changes a result: its size is only checked. */
    private static void checkCacheSize(Block block) {
        OptionalLong cacheSize = block.optionalInt64("cache_size");
        if (cacheSize.isPresent() && (int) cacheSize.getAsLong() < 0) {
            block.reportValue("cache_size", "invalid parameter (expected: 0 <= cache_size)", "an integer of 0 or more");
        }
    }

    private static int threads(Block block) {
        int threads = (int) block.optionalInt64("threads").orElse(1);
        return threads < 0 ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
    }
}
