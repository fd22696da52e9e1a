#!/usr/bin/env bash
# Tells dozvon what a baresip does: `module_app ctrl_tcp.so` in its config, then `bash baresip.sh 127.0.0.1:4444` beside it.
# It ends when baresip does.
set -u
export LC_ALL=C # lengths are bytes
at=${1:-127.0.0.1:4444}
exec 3<>"/dev/tcp/${at%:*}/${at##*:}" || exit 1

field() { [[ $event =~ \"$1\":\"([^\"]*)\" ]] && printf '%s' "${BASH_REMATCH[1]}"; }

# An event is its length, a colon, that many bytes of JSON, and a comma.
while IFS= read -r -d : -u 3 length && [[ $length =~ ^[0-9]{1,6}$ ]] && IFS= read -r -N "$length" -u 3 event; do
  IFS= read -r -N 1 -u 3 _
  case $(field type) in
    CALL_INCOMING) what=incoming ;;
    CALL_OUTGOING) what=outgoing ;;
    CALL_ESTABLISHED) what=answered ;;
    CALL_CLOSED) what=ended ;;
    *) continue ;;
  esac
  # Who calls is text a stranger chose: of sip:+79161234567@host the part before the host, behind `--`.
  caller=$(field peeruri)
  caller=${caller#*:}
  dozvon call "$what" --id "$(field id)" -- "${caller%%[@;]*}" >/dev/null </dev/null
done
