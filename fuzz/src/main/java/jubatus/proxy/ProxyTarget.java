package jubatus.proxy;

import java.util.Arrays;
import java.util.List;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.fuzz.Expected;
import jubatus.fuzz.FuzzTarget;

/**
 * What the proxy reads of requests and of servers' answers. What it sends on must be something that it would take itself. The first
 * byte says what it is.
 */
public final class ProxyTarget implements FuzzTarget {
    private static final List<Shape> SHAPES = List.of(Shape.values());
    private static final List<Result> RESULTS = List.of(Result.values());

    @Override
    public void run(byte[] input) throws Throwable {
        if (input.length == 0) {
            return;
        }
        byte[] message = Arrays.copyOfRange(input, 1, input.length);
        // The scan of frames goes first, which bounds the depth.
        if (!Expected.accepted(() -> MessageReader.of(message).skip())) {
            return;
        }
        int choice = input[0] & 0x1f;
        if (choice < SHAPES.size()) {
            request(SHAPES.get(choice), message);
        } else if (choice < SHAPES.size() + RESULTS.size()) {
            result(RESULTS.get(choice - SHAPES.size()), message);
        } else {
            ErrorText.read(MessageReader.of(message), 1);
            fold(message);
        }
    }

    private static void request(Shape shape, byte[] message) throws Throwable {
        Method method = Method.read("train", shape, Result.INT);
        Expected.accepted(() -> {
            byte[] sent = method.read(MessageReader.of(message)).message();
            MessageReader in = MessageReader.of(sent);
            Expected.check(in.readByteString().toString().equals("train"), "the method's name is lost");
            byte[] again = method.read(in.duplicate()).message();
            Expected.check(Arrays.equals(sent, again), "read otherwise the second time");
        });
    }

    private static void result(Result result, byte[] message) throws Throwable {
        var first = MessageWriter.toArray();
        if (Expected.accepted(() -> result.copy(MessageReader.of(message), first))) {
            var second = MessageWriter.toArray();
            result.copy(MessageReader.of(first.toBytes()), second);
            Expected.check(Arrays.equals(first.toBytes(), second.toBytes()), "copied otherwise the second time");
        }
    }

    private static void fold(byte[] message) throws Throwable {
        var union = new Fold.Union(Result.TEXTS);
        if (Expected.accepted(() -> union.add(MessageReader.of(message)))) {
            var out = MessageWriter.toArray();
            union.write(out);
            new Fold.Union(Result.TEXTS).add(MessageReader.of(out.toBytes()));
        }
    }
}
