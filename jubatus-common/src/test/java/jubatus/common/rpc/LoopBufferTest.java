package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LoopBufferTest {
    private final LoopBuffer buffer = new LoopBuffer(100);

    @Test
    void take_afterTheLastIsReleased_givesTheSameMemoryEmpty() {
        ByteBuf first = take(100);
        first.writeLong(7);
        first.release();
        ByteBuf second = take(50);
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(100);
    }

    @Test
    void take_whileTheLastIsHeld_givesOtherMemory() {
        ByteBuf held = take(10);
        held.writeLong(7);
        ByteBuf other = take(10);
        other.writeLong(8);
        assertThat(held.readLong()).isEqualTo(7);
        assertThat(other.readLong()).isEqualTo(8);
        other.release();
    }

    @Test
    void take_whileAPartOfTheLastIsHeld_givesOtherMemory() {
        ByteBuf whole = take(10);
        whole.writeLong(7);
        ByteBuf part = whole.readRetainedSlice(8);
        whole.release();
        assertThat(take(10)).isNotSameAs(whole);
        assertThat(part.readLong()).isEqualTo(7);
    }

    @Test
    void take_moreThanItHas_givesOtherMemory() {
        ByteBuf large = take(101);
        assertThat(large.writableBytes()).isGreaterThanOrEqualTo(101);
        large.release();
    }

    private ByteBuf take(int room) {
        return buffer.take(room, UnpooledByteBufAllocator.DEFAULT);
    }
}
