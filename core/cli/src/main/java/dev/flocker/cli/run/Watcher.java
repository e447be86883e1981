package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Set;

/** Is told how a run goes on; called from several threads. */
public interface Watcher {

  void began(String title, Set<Ref> about);

  /** Of what is slow: bytes done of bytes in all, -1 if that is not known. */
  void progress(String title, String what, long done, long total);

  void ended(String title, Set<Ref> about);

  void failed(String title, Set<Ref> about, NodeTrouble why);

  /** A step that was not begun, as something it needs has failed. */
  void skipped(String title, Set<Ref> about);

  /** Something a person should know, but that fails nothing. */
  void note(String text);
}
