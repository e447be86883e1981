package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFile;
import dev.flocker.node.wire.Message;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CourierTest {

  private final BlockingQueue<Map<String, Object>> asked = new LinkedBlockingQueue<>();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void deliver(Courier courier, Map<String, Object> need, String failure) {
    Map<String, Object> answer = new HashMap<>(need);
    answer.put("failure", failure);
    courier.delivered(Message.of(answer));
  }

  /** Nobody's file waits for another's. */
  @Test
  void manyFilesAreFetchedAtOnce(@TempDir Path home) throws Exception {
    try (Courier courier = new Courier(home, asked::add)) {
      List<Future<Path>> fetching =
          IntStream.range(0, 40)
              .mapToObj(i -> new LocalFile("/images/" + i + ".tar", 1))
              .map(file -> threads.submit(() -> courier.fetch(file, Progress.NONE)))
              .toList();
      List<Map<String, Object>> needs =
          IntStream.range(0, fetching.size()).mapToObj(i -> next()).toList();
      needs.forEach(need -> deliver(courier, need, ""));
      for (Future<Path> one : fetching) {
        assertThat(one.get()).hasParentRaw(home.resolve("files-" + ProcessHandle.current().pid()));
      }
    }
  }

  @Test
  void aFileIsFetchedOnceAndAgainOnlyIfThatFailed(@TempDir Path home) throws Exception {
    LocalFile file = new LocalFile("/images/web.tar", 1);
    try (Courier courier = new Courier(home, asked::add)) {
      Future<Path> failing = threads.submit(() -> courier.fetch(file, Progress.NONE));
      deliver(courier, next(), "it is gone");
      assertThatThrownBy(failing::get).hasCauseInstanceOf(Failure.class);

      Future<Path> first = threads.submit(() -> courier.fetch(file, Progress.NONE));
      Future<Path> second = threads.submit(() -> courier.fetch(file, Progress.NONE));
      deliver(courier, next(), "");
      assertThat(first.get()).isEqualTo(second.get());
      assertThat(asked).isEmpty();
    }
  }

  private Map<String, Object> next() {
    try {
      return asked.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
