package jubatus.examples.accuracy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;

/** 60 000 and 10 000 pictures of clothes, 28 x 28 grey values; each becomes 784 numbers between 0 and 1. */
final class FashionMnist {
    static final String NAME = "Fashion-MNIST";

    private static final String CONVERTER = "{\"num_rules\": [{\"key\": \"*\", \"type\": \"num\"}]}";
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int PIXELS = 28 * 28;
    private static final String[] KEYS = keys();

    private FashionMnist() {}

    static DataSet read(Path folder) throws IOException {
        return new DataSet(NAME, half(folder, "train"), half(folder, "t10k"), CONVERTER);
    }

    private static Samples half(Path folder, String prefix) throws IOException {
        byte[] pixels;
        byte[] labels;
        try (DataInputStream images = open(folder.resolve(prefix + "-images-idx3-ubyte.gz"), IMAGES_MAGIC)) {
            int count = images.readInt();
            images.skipNBytes(8); // height and width
            pixels = images.readNBytes(count * PIXELS);
        }
        try (DataInputStream file = open(folder.resolve(prefix + "-labels-idx1-ubyte.gz"), LABELS_MAGIC)) {
            labels = file.readNBytes(file.readInt());
        }
        if (pixels.length != labels.length * PIXELS) {
            throw new IOException(
                    "%d labels and %d pixels of %s do not fit".formatted(labels.length, pixels.length, prefix));
        }
        return samples(pixels, labels);
    }

    private static DataInputStream open(Path path, int magic) throws IOException {
        DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(path)));
        int found = in.readInt();
        if (found != magic) {
            throw new IOException("%s begins with %x, not with %x".formatted(path, found, magic));
        }
        return in;
    }

    private static Samples samples(byte[] pixels, byte[] labels) {
        return new Samples() {
            @Override
            public int size() {
                return labels.length;
            }

            @Override
            public LabeledDatum get(int index) {
                Datum datum = new Datum();
                for (int i = 0; i < PIXELS; i++) {
                    int grey = pixels[index * PIXELS + i] & 0xff;
                    if (grey != 0) { // a feature of value 0 changes nothing, so it need not travel
                        datum.addNumber(KEYS[i], grey / 255.0);
                    }
                }
                return new LabeledDatum(Integer.toString(labels[index]), datum);
            }
        };
    }

    private static String[] keys() {
        String[] keys = new String[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            keys[i] = "p" + i;
        }
        return keys;
    }
}
