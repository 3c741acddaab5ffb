package jubatus.classifier;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/** From the id of a model to the file that holds it (03 §7.2). */
final class ModelName {
    private ModelName() {}

    /**
     * The path of the file as {@code save} answers it.
     *
     * @throws JubatusException if the id is empty, has a slash or a byte outside printable ASCII
     */
    static String path(ServerOptions options, ByteString id) {
        if (id.isEmpty()) {
            throw refused("empty id is not allowed");
        }
        for (int i = 0; i < id.length(); i++) {
            int c = id.at(i);
            if (c < 0x20 || c > 0x7e || c == '/') {
                throw refused("model ID contains invalid character");
            }
        }
        return options.files().dataFolder() + "/" + options.node() + "_classifier_" + id + ".jubatus";
    }

    private static JubatusException refused(String text) {
        return new JubatusException(JubatusException.Code.FAILED, text);
    }
}
