package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.node.wire.Call;
import java.util.List;

/**
 * Takes the data of one resource from its owner to another node. Each method is one part of the
 * way, in this order.
 */
public interface Mover {

  Ref ref();

  /** Copies while the data is still written to, until little is left. */
  void push(Progress progress);

  /**
   * Closes the data where it is and copies the rest.
   *
   * @param label names what it is then; that of all data which is given up in one stop
   */
  void release(String label, Progress progress);

  /**
   * Makes the other node the owner, opens the data there, and performs what the caller wants done
   * right after.
   */
  void establish(List<Call> then, Progress progress);

  /**
   * After a failure: opens the data on the one node that may own it.
   *
   * @return that node
   */
  String giveUp();

  /** After it was established: makes where it was the owner again. Nobody uses it. */
  void giveBack();

  /**
   * What its node knows the data by, before and after; none if that is one name. Once something was
   * started on it, a node does not take it back by itself.
   */
  default List<Ref> names() {
    return List.of();
  }

  /** The commands by which a person takes back what is in use; none if the next run does. */
  default List<String> takenBackBy() {
    return List.of();
  }

  /** After a push that no release follows: lets go of what waits on the other node. */
  void close();

  /** Lets go of what only this move needed. */
  void finish();
}
