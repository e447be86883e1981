package dev.flocker.node.host;

import dev.flocker.api.node.Failure;
import dev.flocker.api.value.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a file system may take. One that hangs (a network's, or one in user space, as zfs-fuse)
 * never answers, and no interrupt ends a call to it: the thread that made it is left behind.
 */
record TimeLimit(Duration limit) {

  private static final ExecutorService CALLERS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  /**
   * @throws IOException what the call threw
   * @throws Failure if it did not end
   * @throws Cancelled if this thread is interrupted
   */
  <T> T with(String what, Callable<T> call) throws IOException {
    Future<T> answer = CALLERS.submit(call);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Failure(
          what,
          "its file system has not answered for " + Durations.format(limit),
          "see what it is by findmnt, and mount it again or restart the node");
    } catch (InterruptedException e) {
      throw new Cancelled();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(what, e.getCause());
    }
  }
}
