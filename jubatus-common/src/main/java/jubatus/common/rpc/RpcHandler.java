package jubatus.common.rpc;

import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Runs one method of an {@link RpcServer}.
 *
 * <p>Called by several threads at once, for different connections: the event loops, and the workers for blocking methods and large
 * requests. Neither reader nor writer, nor the bytes below them, may be used after the call returned.
 */
@FunctionalInterface
public interface RpcHandler {
    /**
     * Answers a request.
     *
     * @param params stands at the parameters, a lone nil if the message had none; see {@link RpcParams#open}
     * @param result takes exactly one value, unless the method throws
     * @throws jubatus.core.JubatusException becomes the error of the answer: integer 2 with result {@code std::bad_cast} for
     *     BAD_ARGUMENT, else the exception's text with result nil (03 §2.2). Whatever else is thrown counts as a bug of the method:
     *     it is logged with its stack trace, and the client gets a sentence
     */
    void handle(MessageReader params, MessageWriter result);
}
