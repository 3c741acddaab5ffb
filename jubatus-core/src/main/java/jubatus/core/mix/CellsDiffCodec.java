package jubatus.core.mix;

import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.IndexCells;
import jubatus.core.storage.LabelCounts;

/** The first two components of a cosine or euclidean diff: cells with norms, and {@code {label: count}} (03 §6.8, §6.5). */
final class CellsDiffCodec implements ClassifierDiffCodec {
    @Override
    public int components() {
        return 2;
    }

    @Override
    public void write(ClassifierDiff diff, MessageWriter out) {
        var cells = (ClassifierDiff.Cells) diff;
        cells.cells().write(out);
        LabelCounts.writeCounts(cells.counts(), out);
    }

    @Override
    public ClassifierDiff.Cells read(MessageReader in, Dropped dropped) {
        var cells = new IndexCells();
        dropped.add(cells.read(in));
        return new ClassifierDiff.Cells(cells, LabelCounts.readCounts(in));
    }
}
