package jubatus.classifier;

import java.nio.file.Path;
import jubatus.classifier.transfer.ModelTransfers;
import jubatus.classifier.transfer.WholeModel;
import jubatus.core.bytes.ByteString;

/** The model of a server, as it goes to a backup and comes back from one. */
record TransferredModel(UpdateCounter updates, ModelStore models) implements WholeModel {
    /** Under which a backup is saved; who puts the file into a data folder loads it by whatever id its name has. */
    private static final ByteString ID = ByteString.utf8("backup");

    static ModelTransfers transfers(ServerOptions options, UpdateCounter updates, ModelStore models) {
        return new ModelTransfers(
                Path.of(options.files().dataFolder() + "/"), options.node(), new TransferredModel(updates, models));
    }

    @Override
    public void save(Path target) {
        models.hand(target, ID);
    }

    @Override
    public void load(Path source) {
        updates.updated();
        try {
            models.load(source.toString());
        } finally {
            updates.done();
        }
        updates.durability().settle();
    }
}
