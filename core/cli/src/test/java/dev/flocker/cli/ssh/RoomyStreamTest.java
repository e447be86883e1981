package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.schmizz.sshj.connection.channel.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The other end of a channel makes room when it likes. */
@Timeout(60)
class RoomyStreamTest {

  private final AtomicLong room = new AtomicLong();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final List<Integer> pieces = new ArrayList<>();
  private final RoomyStream stream =
      new RoomyStream(channel(), new Taking(), Duration.ofMinutes(1));

  /** Fails where sshj would wait. */
  private final class Taking extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      assertThat((long) length).isPositive().isLessThanOrEqualTo(room.get());
      room.addAndGet(-length);
      pieces.add(length);
    }
  }

  private Channel channel() {
    return (Channel)
        Proxy.newProxyInstance(
            Channel.class.getClassLoader(),
            new Class<?>[] {Channel.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteWinSize" -> room.get();
                  case "isOpen" -> open.get();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void isWrittenAsRoomIsMade() throws Exception {
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int made = 0; made < 25; made += 5) {
                    while (room.get() > 0) {
                      Thread.onSpinWait();
                    }
                    room.addAndGet(5);
                  }
                });
    stream.write(new byte[25]);
    reader.join();
    assertThat(pieces).allMatch(n -> n <= 5).satisfies(p -> assertThat(sum(p)).isEqualTo(25));
  }

  private static int sum(List<? extends Integer> pieces) {
    return pieces.stream().mapToInt(Integer::intValue).sum();
  }

  /** A node that means to hang us keeps its connection alive. */
  @Test
  void whoReadsNothingIsNotWaitedForForEver() {
    RoomyStream impatient = new RoomyStream(channel(), new Taking(), Duration.ofMillis(20));
    assertThatThrownBy(() -> impatient.write(new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it has read nothing for");
  }

  @Test
  void whoReadsNoMoreIsNotWaitedFor() {
    open.set(false);
    assertThatThrownBy(() -> stream.write(new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessage("it reads no more");
  }
}
