package jubatus.ctl.backup;

import java.nio.file.Path;
import java.util.Optional;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ModelSummary;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.Saved;
import jubatus.core.mix.Tail;
import jubatus.core.model.ModelFile;
import jubatus.core.model.ModelReader;

/**
 * What a model file says about itself.
 *
 * @param config from which the model learned, as it was given
 * @param id of the mixed model in it; empty if no server of a cluster of this suite saved it
 * @param hasUnmixed whether it has samples besides that no mix had taken up when it was saved
 * @param summary of all that is in it
 */
public record SavedModel(ByteString config, Optional<ModelId> id, boolean hasUnmixed, ModelSummary summary) {
    /**
     * Reads and checks a file: its checksum, and all that can be checked without keeping the model.
     *
     * @throws JubatusException with a sentence that names the file
     */
    public static SavedModel read(Path file) {
        try (ModelReader reader = ModelFile.open(file)) {
            Optional<Saved> saved = reader.readTail(Tail::readSaved);
            return new SavedModel(
                    reader.system().config(),
                    saved.map(told -> told.state().id()),
                    saved.map(told -> !told.unmixed().isEmpty()).orElse(true),
                    reader.readModel(ModelSummary::read));
        } catch (JubatusException e) {
            throw new JubatusException(e.code(), "the model file " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** The id as manifests and reports show it. */
    public String version() {
        return id.map(known -> known.epoch() + "." + known.generation() + "." + Long.toUnsignedString(known.sequence())
                        + "." + Long.toHexString(known.nonce()))
                .orElse("-");
    }
}
