package dev.flocker.docker;

import dev.flocker.api.value.LocalFolder;
import java.util.List;

/**
 * All that an image is built from: equal ones make images that do the same.
 *
 * @param context without what is left out
 * @param dockerfile its text
 * @param options of {@code docker build}
 * @param digest of all of it, in hexadecimal
 */
record Recipe(LocalFolder context, String dockerfile, List<String> options, String digest) {

  /** What distinguishes the image's tag. */
  String mark() {
    return digest.substring(0, 12);
  }
}
