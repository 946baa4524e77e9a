from offline import stay_offline

stay_offline()  # before any module below imports a library that reads the switches
