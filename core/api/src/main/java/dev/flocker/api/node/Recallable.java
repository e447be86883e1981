package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Can be made again as it was before it was replaced, for when what replaced it is no good. Core
 * keeps what it was, with its secrets, on its node and for root alone; a person goes back to it by
 * {@code flocker rollback}. For what is {@link Quiesceable}.
 *
 * @since 0.1
 */
public interface Recallable<S extends Record> {

  /**
   * Just before it is stopped to be replaced: puts by what would go with it, and without which it
   * could not be made again, such as files. Must not take long.
   *
   * @param folder for that alone; it is not there yet, and goes with what core keeps
   * @return what it is, as core is to keep it; empty if it cannot be made again
   */
  Optional<S> keep(Ref ref, S have, Path folder, Host host);

  /**
   * What to make to have it again. Changes nothing.
   *
   * @param kept by {@link #keep}
   * @param folder what was put by then, if anything was
   * @throws Failure naming what the node lacks by now, such as its image
   */
  S recall(Ref ref, S kept, Path folder, Host host);

  /** What a person knows it by, such as its image and what that is: some words, no secrets. */
  String words(S state);
}
