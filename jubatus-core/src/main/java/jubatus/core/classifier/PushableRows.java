package jubatus.core.classifier;

import java.util.List;
import java.util.function.Function;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowMix;

/**
 * The rows of a nearest-neighbour classifier, as push mixers exchange them (03 §6bis). Not synchronised, like the classifier.
 *
 * @param mix to read rows
 * @param push adds rows of a peer, and answers the keys of those that were not there
 */
public record PushableRows(RowMix mix, Function<List<Row>, List<ByteString>> push) {}
