package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.AbsolutePath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A container as it was before it was replaced. What its node showed of it is enough to make it.
 */
final class Recalled {

  private final Ref ref;
  private final Host host;

  Recalled(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  /** One from outside has its own way back: it stays until its adoption is finished. */
  Optional<ContainerState> keep(ContainerState have, Path folder) {
    if (have.outside().isPresent()) {
      return Optional.empty();
    }
    if (hasOwn(have)) {
      Own own = Own.of(ref, host).get(ref.name());
      if (own == null) {
        return Optional.empty(); // It is gone already, and its files with it.
      }
      MountedFiles.putBy(own.files(), folder, host);
    }
    return Optional.of(have.alone());
  }

  /** The very image that it ran: what its name means by now may be what it was replaced with. */
  ContainerState recall(ContainerState kept, Path folder) {
    String id = idOf(kept);
    String name = nameOf(kept);
    Images images = new Images(host);
    if (images.idOf(id).isEmpty()) {
      throw new Failure(
          ref.toString(),
          "the image that it ran, %s (%s), is not on this node any more"
              .formatted(name, Images.brief(id)),
          "go back by its playbook: put that image into it, and run it");
    }
    boolean another = images.idOf(name).filter(now -> !now.equals(id)).isPresent();
    return kept.recalled(
        another ? id : name,
        hasOwn(kept) ? Optional.of(AbsolutePath.parse(folder.toString())) : Optional.empty());
  }

  private static boolean hasOwn(ContainerState state) {
    return !state.files().isEmpty() || !state.folders().isEmpty();
  }

  /** Its image, and what that is: a name may mean many, one after the other. */
  static String words(ContainerState state) {
    String brief = Images.brief(idOf(state)).replaceFirst("^sha256:", "");
    return (nameOf(state) + " " + brief).strip();
  }

  /** A node shows one. */
  private static String idOf(ContainerState state) {
    return state.imageIds().stream().findFirst().orElse("");
  }

  private static String nameOf(ContainerState state) {
    String suffix = "@" + idOf(state);
    String image = state.image();
    return image.endsWith(suffix) ? image.substring(0, image.length() - suffix.length()) : image;
  }
}
