package jubatus.proxy;

import jubatus.common.cluster.Node;
import jubatus.common.process.FullHeap;
import jubatus.common.rpc.PeerCall;
import jubatus.common.rpc.PeerConnection;
import jubatus.common.rpc.PeerFailure;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sending of a forwarded request to one server. What comes after the client has its answer is dropped. Confined to the loop. */
abstract class ForwardCall extends PeerCall {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardCall.class);

    private final Forward forward;
    private final Request request;
    private final Node node;
    private final Session session;
    /** Null if there was none to be had. */
    private PeerConnection connection;

    private boolean ended;

    ForwardCall(Forward forward, Request request, Node node, Session session) {
        this.forward = forward;
        this.request = request;
        this.node = node;
        this.session = session;
    }

    /** The server has answered while the client waits. */
    abstract void takeAnswer(MessageReader in, int members);

    /** The server will not answer, and the client waits. */
    abstract void takeFailure(PeerFailure failure);

    /** Sends it; if that cannot be done, it fails like one that broke off. */
    void submit() {
        forward.callBegins();
        session.tally().countSent();
        try {
            connection = session.connection();
            connection.submit(this);
        } catch (RuntimeException | Error e) {
            FullHeap.endIfFull(e);
            // Some of it may be among the bytes to be sent, so nothing may follow it on that connection.
            LOG.error("a request could not be sent to another server", e);
            failed(new PeerFailure(PeerFailure.Kind.BROKEN, true, e));
            retire();
        }
    }

    /** Nothing more is sent on the connection, which is suspect. */
    void retire() {
        if (connection != null) {
            connection.retire();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    Node node() {
        return node;
    }

    Session session() {
        return session;
    }

    @Override
    protected byte[] message() {
        return request.message();
    }

    @Override
    protected void answered(MessageReader in, int members) {
        if (!ended) {
            session.tally().countAnswered();
        }
        if (ends()) {
            takeAnswer(in, members);
        }
    }

    @Override
    protected void failed(PeerFailure failure) {
        if (!ended) {
            session.tally().countFailed();
        }
        if (ends()) {
            takeFailure(failure);
        }
    }

    @Override
    protected boolean isOver() {
        return ended || forward.isOver();
    }

    /** Takes note of the end, and tells whether anybody waits for it. */
    private boolean ends() {
        if (ended) {
            return false;
        }
        ended = true;
        forward.callEnds();
        return !forward.isOver();
    }
}
