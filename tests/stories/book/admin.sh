in_background listening python3 shop.py
antom-sandbox --clock stepped
antom-sandbox scenario run world.toml --merchant default

# The id of the dispute is another one each time.
curl() {
  local newest
  # This one goes on for ever.
  if [[ $1 == -N ]]; then
    command curl -s "$@" >"$HOME/stream" 2>&1 &
    return
  fi
  newest=$(command curl -s http://127.0.0.1:8090/v1/merchants/default/disputes | sed -n 's/.*"disputeId":"\([0-9]*\)".*/\1/p')
  command curl -s "${@//2026112325013101151025356674/${newest:-none}}"
}
