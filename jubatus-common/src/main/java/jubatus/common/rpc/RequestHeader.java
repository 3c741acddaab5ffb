package jubatus.common.rpc;

import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;

/**
 * The part of a request before its parameters: {@code [0, msgid, method, params]} or, for a notification,
 * {@code [2, method, params]} (03 §2.1). Reused for one message after the other by one thread.
 */
final class RequestHeader {
    private static final int REQUEST = 0;
    private static final int NOTIFY = 2;
    private static final long MAX_MESSAGE_ID = 0xffff_ffffL;

    private boolean notification;
    private long messageId;
    private int methodOffset;
    private int methodLength;
    private boolean hasParams;

    /**
     * Reads up to the parameters, at which {@code in} then stands if there are any. Elements beyond them are nobody's business.
     *
     * @return false if this is no request: the connection must be closed without an answer (03 §2.5)
     */
    boolean read(MessageReader in) {
        try {
            int members = in.readArray();
            int type = members == 0 ? -1 : in.readInt();
            if (type != REQUEST && type != NOTIFY) {
                return false;
            }
            notification = type == NOTIFY;
            int before = notification ? 2 : 3;
            if (members < before) {
                return false;
            }
            messageId = notification ? 0 : in.readUnsignedLong();
            methodLength = in.readRaw();
            methodOffset = in.rawOffset();
            hasParams = members > before;
            return Long.compareUnsigned(messageId, MAX_MESSAGE_ID) <= 0;
        } catch (JubatusException e) {
            return false;
        }
    }

    boolean notification() {
        return notification;
    }

    long messageId() {
        return messageId;
    }

    int methodOffset() {
        return methodOffset;
    }

    int methodLength() {
        return methodLength;
    }

    boolean hasParams() {
        return hasParams;
    }
}
