package jubatus.core.conversion;

/** The arrays that conversions reuse. Each thread needs one of its own; they keep the size of the largest datum they served. */
public final class ConversionScratch {
    final StringValues texts = new StringValues();
    final NumberValues numbers = new NumberValues();
    final SameColumns columns = new SameColumns();
    final Words words = new Words();
    final Weighing weighing = new Weighing();
    final PairFinder pairs = new PairFinder();

    /** About how many bytes the arrays have that grow with texts; the others grow with the vector that is made. */
    public long room() {
        return texts.room() + numbers.room() + words.room() + columns.room();
    }
}
