package jubatus.common.rpc;

import java.util.Collection;
import java.util.function.Predicate;
import jubatus.core.JubatusException;

/** Makes the methods of one port: those that it does not offer are answered by a sentence. */
final class Door {
    /** A method that the server has was called where it is not offered. Strangers cause it, so the log gets few of them. */
    static final class NotOffered extends JubatusException {
        private static final long serialVersionUID = 1;

        NotOffered(String sentence) {
            super(Code.FAILED, sentence);
        }
    }

    private Door() {}

    /**
     * The table of a port.
     *
     * @param why what keeps the others away, behind the words "is not offered here: "
     */
    static MethodTable open(Collection<RpcMethod> methods, Predicate<String> offered, String why) {
        return new MethodTable(methods.stream()
                .map(method -> offered.test(method.name().toString()) ? method : closed(method, why))
                .toList());
    }

    private static RpcMethod closed(RpcMethod method, String why) {
        String sentence = method.name() + " is not offered here: " + why;
        RpcHandler refusal = (params, result) -> {
            throw new NotOffered(sentence);
        };
        return new RpcMethod(method.name(), refusal, () -> false, method.executor(), true, null, new MethodTally());
    }
}
