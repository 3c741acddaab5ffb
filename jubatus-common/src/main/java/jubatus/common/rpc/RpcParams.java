package jubatus.common.rpc;

import jubatus.core.msgpack.MessageReader;

/** Opens the parameters of a request. */
public final class RpcParams {
    private RpcParams() {}

    /**
     * Checks that the parameters are an array of at least so many elements and goes in at the first; further elements are allowed
     * and ignored (03 §1.3).
     *
     * @return how many elements there are
     * @throws jubatus.core.JubatusException BAD_ARGUMENT otherwise
     */
    public static int open(MessageReader params, int atLeast) {
        int count = params.readArray();
        if (count < atLeast) {
            throw MessageReader.typeMismatch();
        }
        return count;
    }
}
