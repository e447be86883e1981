package dev.flocker.cli.run;

import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The same for several things at once. */
public final class Parallel {

  private Parallel() {}

  /**
   * Returns when all have ended; throws what the first that failed has thrown.
   *
   * @throws NodeTrouble.Cancelled if the thread is interrupted, as all are then
   */
  public static <T> void forEach(List<T> items, Consumer<T> work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> futures = new ArrayList<>();
      items.forEach(item -> futures.add(threads.submit(() -> work.accept(item))));
      await(futures);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void await(List<Future<?>> futures) throws ExecutionException {
    try {
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      // Interrupted as it is then, whoever closes the threads interrupts them too.
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    }
  }
}
