transcript-progress = 🎧 Слушаю… { $percent }%
