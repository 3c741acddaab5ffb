package jubatus.classifier.mixer;

import jubatus.core.msgpack.MessageReader;

/**
 * What a peer answers to {@code get_model}.
 *
 * @param protocolVersion of the peer's mixes; ours is {@value #PROTOCOL_VERSION}
 * @param raw the model, empty if the peer has none to give
 */
record ModelAnswer(long protocolVersion, MessageReader raw) {
    /** The classifier's user data version (03 §5.1). */
    static final long PROTOCOL_VERSION = 1;
}
