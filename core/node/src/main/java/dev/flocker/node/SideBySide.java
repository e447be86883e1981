package dev.flocker.node;

import dev.flocker.node.host.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once, each on a thread of its own. */
final class SideBySide {

  private SideBySide() {}

  @FunctionalInterface
  interface Task<T> {
    T run();
  }

  /**
   * @return the results in the order of the tasks; the first that fails makes all fail
   * @throws Cancelled if this thread is interrupted; the tasks are interrupted then
   */
  static <T> List<T> all(List<Task<T>> tasks) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<T>> running = new ArrayList<>();
      tasks.forEach(task -> running.add(threads.submit(task::run)));
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      throw new Cancelled();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
