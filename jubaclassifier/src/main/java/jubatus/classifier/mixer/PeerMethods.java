package jubatus.classifier.mixer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.core.EngineMix;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.OriginalPut;
import jubatus.core.mix.Put;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods by which masters and outdated servers ask this one (03 §3.4): {@code get_diff}, {@code put_diff}, {@code get_model}. They
 * run on an executor of their own, so that clients cannot starve a mix.
 */
final class PeerMethods {
    private static final Logger LOG = LoggerFactory.getLogger(PeerMethods.class);
    /** In this time an event loop notices that a connection is closed, even if that was so when its request was read. */
    private static final long NOTICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Place place;
    private final Member member;
    private final MixDiffCodec codec;
    private final Executor executor;
    /** Whether the last original master cannot but have got what was handed out to it. */
    private volatile boolean heard;

    PeerMethods(Place place, Member member, Executor executor) {
        this.place = place;
        this.member = member;
        this.codec = member.engine().codec();
        this.executor = executor;
    }

    void register(RpcServer server) {
        server.concurrentMethod("get_diff", this::getDiff)
                .streamingMethod("put_diff", executor, this::putDiff)
                .blockingMethod("get_model", executor, this::getModel);
    }

    private void getDiff(MessageReader params, Answer answer) {
        int count = RpcParams.open(params, 1);
        params.readLong();
        boolean ofOurKind = count > 1 && Tail.isQuestion(params);
        executor.execute(() -> {
            if (ofOurKind) {
                answer.result(out -> out.raw(Pages.of(this::handOut)));
            } else {
                answer.result(out -> out.raw(Pages.of(raw -> handOutToOriginal(raw, answer))));
            }
        });
    }

    private void handOut(MessageWriter raw) {
        HandOut handOut = member.handOut();
        codec.write(handOut.diff(), raw);
        Tail.write(handOut, raw);
    }

    private void handOutToOriginal(MessageWriter raw, Answer answer) {
        heard = false;
        MixDiff diff = member.handOutToOriginal();
        codec.write(diff, raw);
        LockSupport.parkNanos(NOTICE_NANOS);
        heard = !answer.isGivenUp();
    }

    private void putDiff(MessageReader params, MessageWriter result) {
        int count = RpcParams.open(params, 1);
        MessageReader raw = params.readInner();
        MessageReader whole = raw.duplicate();
        MixDiffCodec.Decoded decoded = codec.read(raw);
        if (decoded.dropped() > 0) {
            LOG.warn("a put_diff has {} values that are not finite; they are left out", decoded.dropped());
        }
        Optional<Put> put = count > 1 ? Tail.readParameter(params, decoded.diff()) : Optional.empty();
        if (put.isPresent()) {
            result.integer(PutStep.code(member.put(put.get())));
        } else {
            putFromOriginal(decoded.diff(), digest(whole));
            result.integer(PutStep.APPLIED);
        }
    }

    private void putFromOriginal(MixDiff diff, ByteString digest) {
        long now = System.currentTimeMillis() / 1000;
        member.putFromOriginal(new OriginalPut(diff, digest, countNodes(), heard, now));
    }

    /** How many nodes the cluster has; without ZooKeeper a number that no diff can be the sum of. */
    private int countNodes() {
        try {
            return place.nodes().size();
        } catch (JubatusException e) {
            LOG.warn("cannot tell whether all nodes took part in an original's mix: {}", e.getMessage());
            return 0;
        }
    }

    private void getModel(MessageReader params, MessageWriter result) {
        int count = RpcParams.open(params, 1);
        params.readLong();
        EngineMix engine = member.engine();
        Optional<ModelId> above = count > 1 ? Tail.readQuestion(params) : Optional.empty();
        result.array(2);
        result.unsigned(ModelAnswer.PROTOCOL_VERSION);
        if (above.filter(id -> id.compareTo(engine.state().id()) >= 0).isPresent()) {
            result.raw(Pages.of(engine::writeState));
        } else {
            try (EngineMix.Image image = engine.image()) {
                result.raw(Pages.of(image::write));
            }
        }
    }

    private static ByteString digest(MessageReader bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            bytes.readRest(sha256::update);
            return ByteString.copyOf(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
