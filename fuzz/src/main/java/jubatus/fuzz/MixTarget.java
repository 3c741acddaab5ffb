package jubatus.fuzz;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import jubatus.core.Engine;
import jubatus.core.EngineMix;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.OriginalPut;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * What peers send to a server that has learned something: answers to {@code get_diff}, parameters of {@code put_diff}, {@code get_model}'s
 * answers, and what push mixers exchange. What is accepted is written and read again with the same result; afterwards the server is one that
 * can go on, and whose own diff and model its peers take. The first byte chooses the configuration (3 bits) and what it is.
 */
final class MixTarget implements FuzzTarget {
    private static final ByteString SELF = ByteString.utf8("127.0.0.1_9199");
    private static final ByteString PEER = ByteString.utf8("127.0.0.2_9199");
    private static final long NOW = 1_700_000_000;

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int choice = input[0];
        Engine engine = Engines.fresh(choice & 7, Engine.Mode.DISTRIBUTED);
        Engines.teach(engine);
        byte[] message = Arrays.copyOfRange(input, 1, input.length);
        Expected.accepted(() -> take(choice >> 3 & 7, engine.mix(), MessageReader.of(message)));
        Engines.checkHealthy(engine);
        checkTakenByPeers(engine, choice & 7);
    }

    private static void take(int kind, EngineMix engine, MessageReader in) {
        switch (kind) {
            case 0 -> answer(engine, in);
            case 1 -> put(engine, in);
            case 2 -> putFromOriginal(engine, in);
            case 3 -> engine.fetch(in);
            case 4 -> engine.push().push(in);
            case 5 -> engine.push().pull(in, MessageWriter.toArray());
            case 6 -> Tail.isQuestion(in);
            default -> Tail.readQuestion(in);
        }
    }

    /** The master's part: folds it with what it learned itself, and puts the result. */
    private static void answer(EngineMix engine, MessageReader in) {
        MixDiffCodec.Decoded decoded = decode(engine, in);
        var round = new Round(new Round.Setting(Set.of(SELF, PEER), 3, 5, NOW, 600));
        round.add(SELF, engine.handOut());
        Optional<HandOut> theirs = Tail.readHandOut(in, decoded.diff());
        theirs.ifPresentOrElse(handOut -> round.add(PEER, handOut), () -> round.add(PEER, decoded.diff()));
        Put put = round.finish().orElseThrow();
        var sent = MessageWriter.toArray();
        Tail.writeParameter(put, sent);
        Optional<Put> received = Tail.readParameter(MessageReader.of(sent.toBytes()), put.diff());
        Expected.check(received.equals(Optional.of(put)), "members read another put than the master wrote");
        engine.put(put);
    }

    private static void put(EngineMix engine, MessageReader in) {
        engine.handOut();
        MixDiffCodec.Decoded decoded = decode(engine, in.readInner());
        Tail.readParameter(in, decoded.diff()).ifPresent(engine::put);
    }

    private static void putFromOriginal(EngineMix engine, MessageReader in) {
        engine.handOutToOriginal();
        MixDiffCodec.Decoded decoded = decode(engine, in);
        engine.putFromOriginal(new OriginalPut(decoded.diff(), ByteString.utf8("digest"), 2, true, NOW));
    }

    /** Decodes a diff, and what is written of it, to the same. */
    private static MixDiffCodec.Decoded decode(EngineMix engine, MessageReader in) {
        MixDiffCodec codec = engine.codec();
        MixDiffCodec.Decoded decoded = codec.read(in);
        var first = MessageWriter.toArray();
        codec.write(decoded.diff(), first);
        MixDiffCodec.Decoded again = codec.read(MessageReader.of(first.toBytes()));
        Expected.check(again.dropped() == 0, again.dropped() + " values that were accepted are dropped");
        var second = MessageWriter.toArray();
        codec.write(again.diff(), second);
        Expected.check(Arrays.equals(first.toBytes(), second.toBytes()), "written otherwise the second time");
        return decoded;
    }

    private static void checkTakenByPeers(Engine engine, int choice) {
        EngineMix mix = engine.mix();
        HandOut handOut = mix.handOut();
        var diff = MessageWriter.toArray();
        mix.codec().write(handOut.diff(), diff);
        Tail.write(handOut, diff);
        MessageReader in = MessageReader.of(diff.toBytes());
        Optional<HandOut> received = Tail.readHandOut(in, mix.codec().read(in).diff());
        boolean same = received.isPresent()
                && received.get().state().equals(handOut.state())
                && received.get().upTo().equals(handOut.upTo());
        Expected.check(same, "masters read another answer than the member wrote");

        var model = MessageWriter.toArray();
        try (EngineMix.Image image = mix.image()) {
            image.write(model);
        }
        Engines.fresh(choice, Engine.Mode.DISTRIBUTED).mix().fetch(MessageReader.of(model.toBytes()));
    }
}
