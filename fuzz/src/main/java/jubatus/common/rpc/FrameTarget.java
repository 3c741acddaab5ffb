package jubatus.common.rpc;

import jubatus.common.rpc.FrameScanner.Verdict;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.fuzz.Expected;
import jubatus.fuzz.FuzzTarget;

/**
 * The search for the end of a message: however its bytes are cut it must come to the same verdict, and find the end exactly where the
 * reader finds it. The first byte says how they are cut.
 */
public final class FrameTarget implements FuzzTarget {
    private static final int LARGEST = 1 << 16;

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var whole = new FrameScanner(LARGEST);
        Verdict verdict = whole.scan(input, 1, input.length);
        var cut = new FrameScanner(LARGEST);
        Verdict verdictOfParts = Verdict.INCOMPLETE;
        int step = 1 + (input[0] & 0x1f);
        for (int end = 1; end < input.length && verdictOfParts == Verdict.INCOMPLETE; ) {
            end = Math.min(input.length, end + step);
            verdictOfParts = cut.scan(input, 1, end);
        }
        Expected.check(verdict == verdictOfParts, "whole " + verdict + ", in parts " + verdictOfParts);
        boolean complete = verdict == Verdict.COMPLETE;
        int end = endOfValue(input);
        Expected.check(complete == (end > 0 && end - 1 <= LARGEST), verdict + ", though the value's end is " + end);
        Expected.check(!complete || end == 1 + whole.length(), whole.length() + " bytes up to " + end);
        Expected.check(!complete || whole.length() == cut.length(), whole.length() + " or " + cut.length());
    }

    private static int endOfValue(byte[] input) {
        MessageReader in = MessageReader.of(input, 1, input.length - 1);
        try {
            in.skip();
            return in.position();
        } catch (JubatusException e) {
            return -1;
        }
    }
}
