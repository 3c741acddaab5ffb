package jubatus.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.PeerFailure;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request to all servers of a cluster. All are awaited; if any failed the client gets an error and no result, though what the others
 * did stays done (01 §4.4). A request that cannot have reached its server is tried again.
 */
final class AllForward extends Forward {
    private static final Logger LOG = LoggerFactory.getLogger(AllForward.class);
    private static final int ATTEMPTS = 3;

    private final Forwarder forwarder;
    private final Request request;
    private final Fold fold;
    private final Answer answer;
    private final List<Part> parts = new ArrayList<>();
    /** In the order of their arrival. */
    private final List<Failure> failures = new ArrayList<>();

    private int servers;
    private int awaited;

    private record Failure(Node node, ByteString text, String reason) {
        Failure(Node node, ByteString text) {
            this(node, text, text.toString());
        }

        boolean isNoConnection() {
            return text.equals(ErrorText.NOT_CONNECTED);
        }

        @Override
        public String toString() {
            // A text of another process must not forge a record.
            return node.host() + ":" + node.port() + " (" + reason.replaceAll("\\p{Cntrl}", "?") + ")";
        }
    }

    AllForward(Forwarder forwarder, Request request, Fold fold, Answer answer) {
        this.forwarder = forwarder;
        this.request = request;
        this.fold = fold;
        this.answer = answer;
    }

    void start(ActiveServers active) {
        servers = active.nodes().size();
        awaited = servers;
        forwarder.counters().countForwards(servers);
        for (Node node : active.nodes()) {
            send(node, 1);
            if (isOver()) {
                return;
            }
        }
    }

    @Override
    void halfTime() {
        // All must answer, so there is nobody else to ask.
    }

    @Override
    void timeOut() {
        if (!isOver()) {
            end(ErrorText.TIMED_OUT);
        }
        for (Part part : parts) {
            if (!part.hasEnded()) {
                forwarder.report(request, part.node(), "request timeout occurred");
                part.retire();
            }
        }
    }

    private void send(Node node, int attempt) {
        Session session = forwarder.pool().get(node);
        if (session == null) {
            // What was sent to others is not recalled.
            end(ErrorText.POOL_FULL);
            return;
        }
        var part = new Part(node, session, attempt);
        parts.add(part);
        part.submit();
    }

    private void answered(Part part, MessageReader in, int members) {
        Optional<ByteString> error = ErrorText.read(in, members);
        if (error.isEmpty() && members >= 2) {
            try {
                fold.add(in);
            } catch (JubatusException e) {
                error = Optional.of(ErrorText.NO_RESULT);
            }
        } else if (error.isEmpty()) {
            error = Optional.of(ErrorText.NO_RESULT);
        }
        error.ifPresent(text -> failures.add(new Failure(part.node(), text)));
        arrived();
    }

    private void failed(Part part, PeerFailure failure) {
        if (!failure.written() && part.attempt < ATTEMPTS) {
            forwarder.counters().countRepetition();
            send(part.node(), part.attempt + 1);
            return;
        }
        failures.add(new Failure(part.node(), ErrorText.of(failure), ErrorText.forLog(failure)));
        arrived();
    }

    private void arrived() {
        if (--awaited > 0) {
            return;
        }
        if (failures.isEmpty()) {
            forwarder.end(this);
            answer.result(fold::write);
            return;
        }
        LOG.warn(
                "error occurred in {} out of {} requests: method={} cluster={} failed={}",
                failures.size(),
                servers,
                request.method().name(),
                request.cluster(),
                failures);
        end(failures.stream()
                .filter(Failure::isNoConnection)
                .findFirst()
                .orElse(failures.get(0))
                .text());
    }

    private void end(ByteString error) {
        forwarder.end(this);
        answer.error(error);
    }

    /** The request to one of the servers. */
    private final class Part extends ForwardCall {
        private final int attempt;

        Part(Node node, Session session, int attempt) {
            super(AllForward.this, request, node, session);
            this.attempt = attempt;
        }

        @Override
        void takeAnswer(MessageReader in, int members) {
            AllForward.this.answered(this, in, members);
        }

        @Override
        void takeFailure(PeerFailure failure) {
            AllForward.this.failed(this, failure);
        }
    }
}
