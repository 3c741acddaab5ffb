# Types its argument into an interactive zsh, in a folder of whose files those that begin with "_" are completion functions, presses the
# tabulator, and prints what zsh offers, a match a line.
zmodload zsh/zpty
export TERM=vt100
cat > settings <<'SETTINGS'
fpath=($PWD $fpath)
autoload -Uz compinit
compinit -u -D
: > .offered
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a matches
    builtin compadd -A matches "$@"
    print -rl -- $matches >> .offered
    builtin compadd "$@"
}
zle -C complete complete-word _main_complete
press() {
    zle complete
    print -r -- '(over)'
    exit
}
zle -N press
bindkey '^X' press
PS1='(ready)'
SETTINGS
zpty shell zsh -f -i
zpty -w shell '. ./settings'
zpty -r shell shown '*(ready)*'
zpty -w -n shell "$1"$'\x18'
zpty -r shell shown '*(over)*'
sort -u .offered
