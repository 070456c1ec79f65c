package dev.keyshelf.api;

import dev.keyshelf.domain.cancellation.SoftwareEnded;
import dev.keyshelf.domain.identity.SpokenLanguage;

/** The notice that the partner forwards to a customer whose purchase was cancelled. */
final class CustomerNotice {
  private CustomerNotice() {}

  /** Returns the notice in a language. It mentions software only if some of it ended. */
  static String of(SoftwareEnded software, SpokenLanguage language) {
    return switch (software) {
      case ALL -> all(language);
      case SOME -> some(language);
      case NONE -> none(language);
    };
  }

  private static String all(SpokenLanguage language) {
    return switch (language) {
      case ENGLISH ->
          "The purchase was cancelled. Its product keys and download links no longer work. Stop"
              + " using the software, uninstall it and remove every downloaded copy.";
      case SIMPLIFIED_CHINESE -> "此购买已取消。其软件密钥和下载链接已失效。请停止使用该软件，将其卸载，并删除所有已下载的副本。";
      case TRADITIONAL_CHINESE -> "此購買已取消。其軟體金鑰和下載連結已失效。請停止使用該軟體，將其解除安裝，並刪除所有已下載的複本。";
      case KOREAN ->
          "구입이 취소되었습니다. 소프트웨어 키와 다운로드 링크는 더 이상 작동하지 않습니다. 소프트웨어"
              + " 사용을 중지하고 제거한 다음, 다운로드한 모든 복사본을 삭제하세요.";
      case RUSSIAN ->
          "Покупка отменена. Ключи программного обеспечения и ссылки для загрузки больше не"
              + " действуют. Прекратите использовать программное обеспечение, удалите его и все"
              + " загруженные копии.";
    };
  }

  private static String some(SpokenLanguage language) {
    return switch (language) {
      case ENGLISH ->
          "A part of the purchase was cancelled. Product keys beyond the remaining quantity no"
              + " longer work. Stop using the cancelled software and uninstall it.";
      case SIMPLIFIED_CHINESE -> "此购买的一部分已取消。超出剩余数量的软件密钥已失效。请停止使用已取消的软件，并将其卸载。";
      case TRADITIONAL_CHINESE -> "此購買的一部分已取消。超出剩餘數量的軟體金鑰已失效。請停止使用已取消的軟體，並將其解除安裝。";
      case KOREAN ->
          "구입의 일부가 취소되었습니다. 남은 수량을 초과하는 소프트웨어 키는 더 이상 작동하지" + " 않습니다. 취소된 소프트웨어의 사용을 중지하고 제거하세요.";
      case RUSSIAN ->
          "Часть покупки отменена. Ключи программного обеспечения сверх оставшегося количества"
              + " больше не действуют. Прекратите использовать отмененное программное обеспечение"
              + " и удалите его.";
    };
  }

  private static String none(SpokenLanguage language) {
    return switch (language) {
      case ENGLISH -> "The purchase was cancelled.";
      case SIMPLIFIED_CHINESE -> "此购买已取消。";
      case TRADITIONAL_CHINESE -> "此購買已取消。";
      case KOREAN -> "구입이 취소되었습니다.";
      case RUSSIAN -> "Покупка отменена.";
    };
  }
}
