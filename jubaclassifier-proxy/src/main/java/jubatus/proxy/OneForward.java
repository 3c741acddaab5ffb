package jubatus.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.PeerFailure;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * A request to any one server. It goes to another if it cannot have reached the first, and a read also if the first breaks off or takes
 * half of the time-out; the first answer counts. An update that may have arrived is never repeated. A server that takes half of the time-out is
 * avoided, by all loops.
 */
final class OneForward extends Forward {
    /** At least so many times it is tried before a lack of servers that can be reached is an error. */
    private static final int ATTEMPTS = 3;

    private static final Duration AVOIDED_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Forwarder forwarder;
    private final Request request;
    private final Method.Route.One route;
    private final Answer answer;
    private Attempt latest;
    private int attempts;

    OneForward(Forwarder forwarder, Request request, Method.Route.One route, Answer answer) {
        this.forwarder = forwarder;
        this.request = request;
        this.route = route;
        this.answer = answer;
    }

    void start(ActiveServers servers) {
        forwarder.counters().countForwards(1);
        memory().begins();
        attempt(first(servers.nodes()));
    }

    private Node first(List<Node> servers) {
        Node recent = route.repeatable() ? memory().recentServer(request.cluster(), servers) : null;
        if (recent != null && !forwarder.avoided().contains(recent)) {
            return recent;
        }
        Node turn = memory().turn(servers, System.nanoTime());
        if (turn != null && !forwarder.avoided().contains(turn)) {
            return turn;
        }
        Node chosen = forwarder.choose(servers, any -> true);
        memory().turn(chosen);
        return chosen;
    }

    @Override
    void end() {
        super.end();
        memory().ends();
    }

    @Override
    void halfTime() {
        if (running() != 1) {
            return;
        }
        // Clients whose time-out is the same as ours give up first, and must not meet it again when they go on.
        avoidSlow(latest);
        if (!route.repeatable()) {
            return;
        }
        Node other = forwarder.choose(forwarder.servers(request), this::isUntried);
        if (other != null) {
            forwarder.report(request, latest.node(), "no answer yet, another server is asked too");
            forwarder.counters().countSecondAsking();
            attempt(other);
        }
    }

    @Override
    void timeOut() {
        if (!isOver()) {
            fail(ErrorText.TIMED_OUT);
        }
        for (Attempt each = latest; each != null; each = each.earlier) {
            if (!each.hasEnded()) {
                forwarder.report(request, each.node(), "request timeout occurred");
                avoidSlow(each);
                each.retire();
            }
        }
    }

    /** For as long as another request could still be under way to it that learned nothing of this. */
    private void avoidSlow(Attempt attempt) {
        forwarder.avoided().avoid(attempt.node(), forwarder.settings().timeout().dividedBy(2));
    }

    private void attempt(Node node) {
        Session session = forwarder.pool().get(node);
        if (session == null) {
            if (running() == 0) {
                fail(ErrorText.POOL_FULL);
            }
            return;
        }
        attempts++;
        latest = new Attempt(node, session, latest);
        if (!route.repeatable()) {
            remember(node);
        }
        latest.submit();
    }

    private void answered(Attempt attempt, MessageReader in, int members) {
        Optional<ByteString> error = ErrorText.read(in, members);
        forwarder.end(this);
        if (error.isPresent()) {
            answer.error(error.get());
        } else if (members < 2) {
            answer.error(ErrorText.NO_RESULT);
        } else {
            answer.result(out -> copyResult(in, out));
        }
        if (!route.repeatable()) {
            remember(attempt.node());
        }
    }

    private void copyResult(MessageReader in, MessageWriter out) {
        try {
            route.result().copy(in, out);
        } catch (JubatusException e) {
            throw new JubatusException(JubatusException.Code.FAILED, ErrorText.NO_RESULT);
        }
    }

    private void failed(Attempt attempt, PeerFailure failure) {
        if (failure.kind() != PeerFailure.Kind.CLOSED) {
            forwarder.avoided().avoid(attempt.node(), AVOIDED_AFTER_FAILURE);
        }
        Node next = failure.written() && !route.repeatable() ? null : next();
        if (next != null) {
            forwarder.counters().countRepetition();
            attempt(next);
        } else if (running() == 0) {
            fail(ErrorText.of(failure));
        }
        if (failure.written() || next == null) {
            forwarder.report(request, attempt.node(), ErrorText.forLog(failure));
        }
    }

    /** Another server if there is one, else any again until it was tried often enough. */
    private Node next() {
        List<Node> servers = forwarder.servers(request);
        Node other = forwarder.choose(servers, this::isUntried);
        return other != null || attempts >= ATTEMPTS ? other : forwarder.choose(servers, any -> true);
    }

    private boolean isUntried(Node node) {
        for (Attempt each = latest; each != null; each = each.earlier) {
            if (each.node().equals(node)) {
                return false;
            }
        }
        return true;
    }

    private void fail(ByteString text) {
        forwarder.end(this);
        answer.error(text);
    }

    private ClientMemory memory() {
        return (ClientMemory) answer.memory(ClientMemory::new);
    }

    private void remember(Node node) {
        memory().updated(request.cluster(), node, forwarder.settings().readYourWrites());
    }

    /** One try at one server. */
    private final class Attempt extends ForwardCall {
        private final Attempt earlier;

        Attempt(Node node, Session session, Attempt earlier) {
            super(OneForward.this, request, node, session);
            this.earlier = earlier;
        }

        @Override
        void takeAnswer(MessageReader in, int members) {
            OneForward.this.answered(this, in, members);
        }

        @Override
        void takeFailure(PeerFailure failure) {
            OneForward.this.failed(this, failure);
        }
    }
}
