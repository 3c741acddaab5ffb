package jubatus.jubaload.input;

import java.util.Locale;
import java.util.Optional;
import jubatus.common.cli.UsageException;

/** How samples are written down. */
public enum Format {
    CSV,
    TSV,
    LIBSVM,
    JSONL;

    /** For usage texts and sentences. */
    public static final String ALL = "csv, tsv, libsvm, jsonl";

    private static final String GZIP = ".gz";

    /** Throws a {@link UsageException} if it is no format. */
    public static Format of(String word) {
        return switch (word) {
            case "csv" -> CSV;
            case "tsv" -> TSV;
            case "libsvm" -> LIBSVM;
            case "jsonl" -> JSONL;
            default -> throw new UsageException("unknown format: " + word + "; one of " + ALL);
        };
    }

    /** The format that the name of a file, compressed or not, promises. */
    static Optional<Format> ofName(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        String plain = isCompressed(name) ? name.substring(0, name.length() - GZIP.length()) : name;
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "csv" -> Optional.of(CSV);
            case "tsv", "tab" -> Optional.of(TSV);
            case "libsvm", "svmlight", "svm" -> Optional.of(LIBSVM);
            case "jsonl", "ndjson", "jsonlines" -> Optional.of(JSONL);
            default -> Optional.empty();
        };
    }

    static boolean isCompressed(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(GZIP);
    }
}
