package dev.flocker.api.node;

import dev.flocker.api.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Can tell how resources are right now: what people want to see and no plan compares, such as since
 * when one runs, and how much of its quota it has used.
 *
 * @since 0.1
 */
public interface Describable<S extends Record> {

  /**
   * Looks at all of them at once, as {@link NodeHalf#observe} does. Reads only.
   *
   * @param seen as {@code observe} showed them just now; those of flocker's
   * @param measure whether to say also what takes a while to measure, such as the load
   * @return one for each, in their order
   */
  List<Description> describe(List<Observed<S>> seen, boolean measure, Host host);

  /**
   * How a resource is now.
   *
   * @param summary comes after what the type says of the state: see {@code ResourceType.summary}
   * @param taken when the versions of its copy were taken, by their GUIDs; of what has no copy none
   * @param known whether it could be looked at how it is; if not, its grade says nothing of that
   * @since 0.1
   */
  record Description(Summary summary, Map<String, Instant> taken, boolean known) {

    public static final Description NONE = new Description(Summary.NONE, Map.of());

    public Description {
      taken = Map.copyOf(taken);
    }

    public Description(Summary summary, Map<String, Instant> taken) {
      this(summary, taken, true);
    }

    /** Of what has no copy. */
    public Description(Summary summary) {
      this(summary, Map.of());
    }

    /** Of what could not be looked at. */
    public static Description unknown(Summary summary) {
      return new Description(summary, Map.of(), false);
    }
  }
}
