package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.List;
import java.util.Set;

/**
 * Has something of its own to do at moments that core knows, such as a command that flushes before
 * a snapshot is taken. Core tells it of each, wherever that comes from.
 *
 * @since 0.1
 */
public interface Hooked {

  /**
   * @since 0.1
   */
  enum Moment {
    /** Of data that it uses. */
    BEFORE_SNAPSHOT,
    /** The same, also if the snapshot failed. */
    AFTER_SNAPSHOT,
    /** It is about to be stopped, to be moved, replaced or removed; it is still in use. */
    BEFORE_STOP,
    /** It has been started, and is well. */
    AFTER_START
  }

  /**
   * Those that run here, use any of this data and want to be told of its snapshots. Asked before
   * each snapshot, so it costs nothing where there are none.
   */
  List<Ref> attending(String project, Set<Ref> data, Host host);

  /**
   * Does what it has to do; nothing, if that is nothing, or was done already.
   *
   * @throws Failure if it went wrong, or took longer than it may
   */
  void tell(Ref ref, Moment moment, Host host);
}
