package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.KeyTable;
import dev.flocker.api.schema.Values;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.option.Network;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.docker.option.Table;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A container as a node shows it, and should. What the image itself sets is not in it.
 *
 * @param image as it was created from; followed by {@code @} and the image's ID, if the node now
 *     means another by that name
 * @param imageIds by which nodes may know the image; wanted: those of the archive, if there is one
 * @param archive wanted only
 * @param pull wanted only
 * @param login for the registry that its image is pulled from; wanted only
 * @param build wanted only
 * @param options in their normal form; {@code restart} is never, if something else supervises it
 * @param volumes by mountpoint
 * @param mounts by target
 * @param files by path
 * @param folders by path
 * @param ports by internal, then external port, then address
 * @param once whether it is meant to end: with exit code 0 it is done
 * @param mayEnd whether it is well with exit code 0, too; wanted only
 * @param limits whether the node's kernel can limit memory and CPU shares
 * @param anonymous where Docker keeps what it writes in volumes without a name, as the image asks;
 *     seen only
 * @param leftovers containers that a run which died left of it; wanted are none
 * @param outside the ID of a container that flocker did not make, and that is to become this one;
 *     seen only
 * @param putBy where its node has put by what an earlier one had mounted of its own, if that comes
 *     back; wanted only
 */
record ContainerState(
    String image,
    List<String> imageIds,
    Optional<LocalFile> archive,
    @Default("missing") Pull pull,
    Optional<Registry> login,
    Optional<Recipe> build,
    @KeyTable(Options.class) Values options,
    Map<String, Secret> environment,
    List<MountedFile> files,
    List<MountedFolder> folders,
    List<BindMount> volumes,
    List<Mount> mounts,
    List<PublishedPort> ports,
    Optional<HealthCheck> health,
    Optional<Hooks> hooks,
    @Default("false") boolean once,
    @Default("false") boolean mayEnd,
    @Default("true") boolean limits,
    List<String> anonymous,
    List<String> leftovers,
    Optional<String> outside,
    Optional<AbsolutePath> putBy) {

  /**
   * @param directory on the node
   * @param fill what a new volume begins with; wanted only
   * @param from where a container from outside has it; wanted only
   */
  record BindMount(
      AbsolutePath directory,
      AbsolutePath mountpoint,
      @Default("false") boolean readOnly,
      Optional<LocalFolder> fill,
      Optional<VolumeSource> from) {

    BindMount seen() {
      return new BindMount(directory, mountpoint, readOnly, Optional.empty(), Optional.empty());
    }

    BindMount from(Optional<VolumeSource> source) {
      return new BindMount(directory, mountpoint, readOnly, fill, source);
    }
  }

  /**
   * A file of its own.
   *
   * @param sha256 of its content, in hexadecimal; secret, as a short content could be guessed
   * @param text its content, if that is what it is to be made from; wanted only
   * @param file what it is to be made from, if not from a text; wanted only
   */
  record MountedFile(
      AbsolutePath path,
      FileMode mode,
      Secret sha256,
      Optional<Secret> text,
      Optional<LocalFile> file) {

    static final Comparator<MountedFile> BY_PATH = Comparator.comparing(f -> f.path().text());

    MountedFile seen() {
      return new MountedFile(path, mode, sha256, Optional.empty(), Optional.empty());
    }
  }

  /**
   * A folder of its own.
   *
   * @param digest as {@link LocalFolder#digest()} has it
   * @param src what it is to be made from; wanted only
   */
  record MountedFolder(AbsolutePath path, String digest, Optional<LocalFolder> src) {

    static final Comparator<MountedFolder> BY_PATH = Comparator.comparing(f -> f.path().text());

    MountedFolder seen() {
      return new MountedFolder(path, digest, Optional.empty());
    }
  }

  /** With all that says how to bring it about, or how it was found, as another has it. */
  ContainerState comparableTo(ContainerState have) {
    boolean sameImage = imageIds.isEmpty() || have.imageIds.stream().anyMatch(imageIds::contains);
    return new ContainerState(
        image,
        sameImage ? have.imageIds : imageIds,
        have.archive,
        have.pull,
        have.login,
        have.build,
        have.limits ? options : Table.withLimits(options, have.options),
        environment,
        bySeen(files, have.files, MountedFile::seen),
        bySeen(folders, have.folders, MountedFolder::seen),
        bySeen(volumes, have.volumes, BindMount::seen),
        mounts,
        ports.stream().map(p -> p.comparableTo(have.ports)).toList(),
        health,
        hooks,
        once,
        have.mayEnd,
        have.limits,
        have.anonymous,
        leftovers,
        outside,
        have.putBy);
  }

  /**
   * Those that are there already, as they are there; the others without what they are made from.
   */
  private static <T> List<T> bySeen(List<T> want, List<T> have, UnaryOperator<T> seen) {
    return want.stream()
        .map(
            w ->
                have.stream()
                    .filter(h -> seen.apply(h).equals(seen.apply(w)))
                    .findFirst()
                    .orElseGet(() -> seen.apply(w)))
        .toList();
  }

  /** The same image, whatever its name stands for on the node: one of these IDs. */
  ContainerState madeFrom(List<String> ids) {
    return with(options, ids, ports);
  }

  /**
   * With ports that the node can publish.
   *
   * @param addresses that it has
   */
  ContainerState publishable(Set<String> addresses) {
    return with(options, imageIds, ports.stream().map(p -> p.on(addresses)).toList());
  }

  ContainerState with(Values others) {
    return with(others, imageIds, ports);
  }

  private ContainerState with(Values set, List<String> ids, List<PublishedPort> published) {
    return with(image, set, ids, published, leftovers, outside, putBy);
  }

  /** Of one from outside, as flocker's own. */
  ContainerState adopted() {
    return with(image, options, imageIds, ports, leftovers, Optional.empty(), putBy);
  }

  /** Without what is seen of it, and is not its own. */
  ContainerState alone() {
    return with(image, options, imageIds, ports, List.of(), outside, putBy);
  }

  /**
   * To be made again.
   *
   * @param name of its image now
   * @param belongings where its files are, if it has any
   */
  ContainerState recalled(String name, Optional<AbsolutePath> belongings) {
    return with(name, options, imageIds, ports, List.of(), Optional.empty(), belongings);
  }

  /** Of one from outside, with all that another has mounted, and nothing else of that. */
  ContainerState adopting(ContainerState want) {
    return new ContainerState(
        image,
        imageIds,
        archive,
        pull,
        login,
        build,
        options,
        environment,
        want.files.stream().map(MountedFile::seen).toList(),
        want.folders.stream().map(MountedFolder::seen).toList(),
        want.volumes.stream().map(v -> v.seen().from(v.from)).toList(),
        want.mounts,
        ports,
        health,
        hooks,
        once,
        mayEnd,
        limits,
        anonymous,
        leftovers,
        outside,
        putBy);
  }

  private ContainerState with(
      String name,
      Values set,
      List<String> ids,
      List<PublishedPort> published,
      List<String> others,
      Optional<String> from,
      Optional<AbsolutePath> belongings) {
    return new ContainerState(
        name,
        ids,
        archive,
        pull,
        login,
        build,
        set,
        environment,
        files,
        folders,
        volumes,
        mounts,
        published,
        health,
        hooks,
        once,
        mayEnd,
        limits,
        anonymous,
        others,
        from,
        belongings);
  }

  /** Whether it has the network of another container. */
  boolean joins() {
    return options.get(Options.NETWORK.key()).flatMap(Network::container).isPresent();
  }

  RestartPolicy restart() {
    return options.get(Options.RESTART.key()).orElse(RestartPolicy.NEVER);
  }

  /** Docker's own, where it was made without one. */
  Duration stopTimeout() {
    return options.get(Options.STOP_TIMEOUT.key()).orElseThrow();
  }
}
